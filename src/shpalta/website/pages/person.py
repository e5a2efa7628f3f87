"""A contributor: who it is, and what they have written."""

from shpalta.press.core.family import Doors
from shpalta.records import Contributor, Picture, PictureUse
from shpalta.records.card import contributor_listing, picture_listing
from shpalta.website import machine
from shpalta.website.cards import feed_of, more_of
from shpalta.website.contexts import ContributorPage, Image
from shpalta.website.pages.frame import (
    accounts_of,
    common,
    contact_of,
    head_of,
    paragraphs,
    plate_of,
    rss_of,
    title_of,
)
from shpalta.website.pages.sharing import share_of
from shpalta.website.pictures import image_of
from shpalta.website.scope import WINDOW, Scope, needed, scope_of
from shpalta.website.words import message

PORTRAIT_SIZES = "10rem"
STYLES = ("lists.css",)
# In the words of the page's own language; another code stands as it is.
LANGUAGE_WORDS = {
    "ar": message("Arabic"),
    "be": message("Belarusian"),
    "bg": message("Bulgarian"),
    "crh": message("Crimean Tatar"),
    "cs": message("Czech"),
    "de": message("German"),
    "en": message("English"),
    "es": message("Spanish"),
    "fr": message("French"),
    "he": message("Hebrew"),
    "hu": message("Hungarian"),
    "it": message("Italian"),
    "ka": message("Georgian"),
    "lt": message("Lithuanian"),
    "pl": message("Polish"),
    "ro": message("Romanian"),
    "ru": message("Russian"),
    "sk": message("Slovak"),
    "tr": message("Turkish"),
    "uk": message("Ukrainian"),
}


def contributor_page(doors: Doors, subject: str, language: str) -> ContributorPage:
    """A contributor and the newest articles in a language."""
    record: Contributor = needed(doors, "contributor", subject)
    scope = scope_of(doors, language)
    listing = contributor_listing(subject, language)
    window = doors.window(listing, WINDOW)
    path = scope.prefix + record.path
    face = _face(scope, record)
    head = head_of(
        scope,
        title_of(record.name, scope.outlet.name),
        path,
        description=record.bio,
        alternates=[rss_of(scope, "contributor", subject, record.name)],
        styles=STYLES,
        share=share_of(scope, "profile", record.name, record.bio, face),
        data=machine.script_data(
            [
                machine.profile(scope, record, face),
                machine.breadcrumbs(scope, [(record.name, path)]),
            ]
        ),
    )
    return ContributorPage(
        **common(scope, head, plate_of(scope)),
        name=record.name,
        role=record.role,
        bio=paragraphs(record.bio),
        image=_portrait(scope, record),
        expertise=record.expertise,
        languages=tuple(_language(scope, code) for code in record.languages),
        email=contact_of("mailto", record.email),
        accounts=accounts_of(record.accounts),
        feed=feed_of(scope, window.ids, more_of(listing, window)),
    )


def _portrait(scope: Scope, record: Contributor) -> Image | None:
    picture, use = portrait_of(scope, record), _face(scope, record)
    return image_of(picture, use, PORTRAIT_SIZES) if picture and use else None


def _face(scope: Scope, record: Contributor) -> PictureUse | None:
    """The portrait as a picture of whom it shows."""
    return PictureUse(record.picture, record.name) if portrait_of(scope, record) else None


def _language(scope: Scope, code: str) -> str:
    words = LANGUAGE_WORDS.get(code)
    return scope.words.t(words) if words else code


def portrait_of(scope: Scope, record: Contributor) -> Picture | None:
    """The portrait, if its files are public."""
    if not record.picture or not scope.doors.exists(picture_listing(record.picture)):
        return None
    picture: Picture | None = scope.doors.get("picture", record.picture)
    return picture
