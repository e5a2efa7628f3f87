"""Models → sealed records: pure conversion, nothing is written and nobody is asked what time it is.

Each function reads one stored object with what hangs on it and returns its record.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from shpalta.lib.addresses import entity_path, page_path
from shpalta.lib.text import nfc, one_line
from shpalta.newsroom import clock
from shpalta.newsroom.addressing import path_of, prefix_of
from shpalta.newsroom.body import PictureTarget, line, lines, picture_use, read_body
from shpalta.newsroom.lookup import find
from shpalta.newsroom.outlets import icons_of, zone
from shpalta.newsroom.text import parts_of
from shpalta.records import (
    Account,
    Article,
    Block,
    Byline,
    Contacts,
    Contributor,
    Language,
    MenuItem,
    Outlet,
    Page,
    PictureUse,
    Redirect,
    Section,
    Series,
    Topic,
)

if TYPE_CHECKING:
    from shpalta.newsroom import models


def article_record(
    article: "models.Article",
    *,
    related: tuple[str, ...] = (),
    translations: Mapping[str, str] | None = None,
) -> Article:
    """The record of a stored article as it stands; it has a day, a slug and a moment."""
    return Article(
        id=article.uid,
        language=article.locale.language_code,
        path=path_of(article),
        headline=nfc(one_line(article.title)),
        short_headline=nfc(one_line(article.short_headline)),
        lead=nfc(lines(article.lead)),
        section=article.section.uid if article.section else "",
        topics=tuple(topic.uid for topic in article.topics.order_by("name", "pk")),
        genre=cast(Any, article.genre),
        bylines=tuple(
            Byline(byline.contributor.uid, cast(Any, byline.role))
            for byline in article.bylines.select_related("contributor")
        ),
        dateline=nfc(line(article.dateline)),
        picture=_main_picture(article),
        body=body_of(article),
        series=article.series.uid if article.series else "",
        part=(article.part or 0) if article.series else 0,
        day=clock.day_in(cast(datetime, article.published_at), zone()).isoformat(),
        first_published=clock.stamp(article.published_at),
        changed=clock.stamp(article.changed_at),
        related=related,
        translations=dict(translations or {}),
    )


def body_of(piece: "models.Article | models.FreePage") -> tuple[Block, ...]:
    """The blocks of the body of an article or a free page."""
    return read_body(piece.body, find).blocks


def redirect_record(address: "models.Address") -> Redirect:
    """What stands at a path that its article has left, or from which it was withdrawn."""
    article = address.article
    gone = address.state == address.State.GONE
    return Redirect(
        path=address.path,
        language=article.locale.language_code,
        article="" if gone else article.uid,
        gone=gone,
        reason=nfc(lines(article.public_reason)) if gone else "",
        at=clock.stamp(address.at),
    )


def section_record(section: "models.Section") -> Section:
    """The record of a section."""
    return Section(
        id=section.uid,
        language=section.locale.language_code,
        name=nfc(line(section.name)),
        path=entity_path("section", section.slug, prefix_of(section.locale.language_code)),
        description=nfc(lines(section.description)),
        colour=section.colour.lower(),
        order=section.order,
    )


def topic_record(topic: "models.Topic") -> Topic:
    """The record of a topic."""
    return Topic(
        id=topic.uid,
        language=topic.locale.language_code,
        name=nfc(line(topic.name)),
        path=entity_path("topic", topic.slug, prefix_of(topic.locale.language_code)),
        description=nfc(lines(topic.description)),
    )


def series_record(series: "models.Series") -> Series:
    """The record of a series."""
    return Series(
        id=series.uid,
        language=series.locale.language_code,
        name=nfc(line(series.name)),
        path=entity_path("series", series.slug, prefix_of(series.locale.language_code)),
        description=nfc(lines(series.description)),
        complete=series.complete,
    )


def page_record(page: "models.FreePage") -> Page:
    """The record of a free page."""
    return Page(
        id=page.uid,
        language=page.locale.language_code,
        path=page_path(page.slug, prefix_of(page.locale.language_code)),
        title=nfc(line(page.title)),
        lead=nfc(lines(page.lead)),
        body=body_of(page),
        changed=clock.stamp(page.changed_at),
        translations={other.locale.language_code: other.uid for other in page.translations()},
    )


def withdrawn_page(page: "models.FreePage", path: str, at: datetime) -> Redirect:
    """What stands where a free page was."""
    return Redirect(path=path, language=page.locale.language_code, gone=True, at=clock.stamp(at))


def contributor_record(contributor: "models.Contributor") -> Contributor:
    """The record of a contributor."""
    return Contributor(
        id=contributor.uid,
        name=nfc(line(contributor.name)),
        path=entity_path("contributor", contributor.slug),
        role=nfc(line(contributor.role)),
        bio=nfc(lines(contributor.bio)),
        picture=contributor.picture.uid if contributor.picture else "",
        expertise=tuple(map(nfc, parts_of(contributor.expertise))),
        languages=parts_of(contributor.languages),
        email=contributor.email,
        accounts=_accounts(contributor.accounts.all()),
    )


def outlet_record(outlet: "models.Outlet") -> Outlet:
    """The record of the outlet's settings."""
    languages = list(outlet.languages.select_related("locale").order_by("sort_order", "pk"))
    logo, logo_format = _logo(outlet)
    return Outlet(
        name=nfc(line(outlet.name)),
        tagline=nfc(line(outlet.tagline)),
        languages=tuple(
            Language(
                code=item.locale.language_code,
                name=_own_name(item.locale.language_code),
                prefix=prefix_of(item.locale.language_code),
            )
            for item in languages
        ),
        zone=outlet.zone,
        accounts=_accounts(outlet.accounts.all()),
        contacts=Contacts(
            email=outlet.email, phone=line(outlet.phone), address=nfc(lines(outlet.address))
        ),
        logo=logo,
        logo_format=logo_format,
        accent=outlet.accent.lower(),
        menu=_menu(outlet.menu_lines),
        footer={
            item.locale.language_code: nfc(lines(item.footer)) for item in languages if item.footer
        },
        feed_full_text=outlet.feed_full_text,
        footer_links=_menu(outlet.footer_lines),
        mark=nfc(line(outlet.mark)),
        icons=icons_of(outlet),
        robots=lines(outlet.robots),
    )


def _main_picture(article: "models.Article") -> PictureUse | None:
    if article.picture is None:
        return None
    picture = article.picture
    return picture_use(
        PictureTarget(picture.uid, picture.alt, picture.caption),
        alt=article.picture_alt,
        caption=article.picture_caption,
        decorative=article.picture_decorative,
    )


def _accounts(accounts: Iterable[Any]) -> tuple[Account, ...]:
    return tuple(Account(nfc(line(account.network)), account.url) for account in accounts)


def _menu(rows: Any) -> dict[str, tuple[MenuItem, ...]]:
    menu: dict[str, tuple[MenuItem, ...]] = {}
    for item in rows.select_related("locale", "section", "page"):
        language = item.locale.language_code
        menu[language] = (*menu.get(language, ()), _menu_item(item))
    return menu


def _menu_item(item: Any) -> MenuItem:
    if item.section:
        return MenuItem(section=item.section.uid)
    label = nfc(line(item.label))
    if item.page:
        return MenuItem(page=item.page.uid, label=label)
    return MenuItem(label=label, url=item.url)


def _logo(outlet: "models.Outlet") -> tuple[str, str]:
    """Digest and format of the logo's widest stored file."""
    if outlet.logo is None:
        return "", ""
    from shpalta.newsroom.pictures.records import picture_record

    files = picture_record(outlet.logo).renditions
    best = max(files, key=lambda item: (item.format in {"svg", "png"}, item.width), default=None)
    return (best.digest, best.format) if best else ("", "")


def _own_name(language: str) -> str:
    from django.conf import settings

    return str(dict(settings.LANGUAGES).get(language, language))
