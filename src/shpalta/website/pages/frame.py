"""What every page has around its own matter: head, nameplate, bar of sections, end."""

from collections.abc import Iterable
from typing import Any

from shpalta.lib.text import bidi_balance, one_line
from shpalta.records import Account, Language, MenuItem, Outlet, Section
from shpalta.website.collation import collation_key
from shpalta.website.colours import style_of
from shpalta.website.contexts import Alternate, Head, Image, Link, Plate, Share
from shpalta.website.links import attribute, quoted, web_href
from shpalta.website.marks import icon_of, icon_path, manifest_path
from shpalta.website.pages.sharing import share_of
from shpalta.website.pictures import logo_path
from shpalta.website.policy import EARLY, integrity_of, policy_of, source_of
from shpalta.website.scope import (
    Scope,
    archive_path,
    fragment_path,
    front_path,
    latest_path,
    rss_path,
)

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
LOCALES = {"uk": "uk_UA", "en": "en_GB", "crh": "crh_UA", "pl": "pl_PL", "de": "de_DE"}
FONT = "fonts/text.woff2"
ICON, TOUCH_ICON = 32, 180
# Path and title of free pages by id.
Pages = dict[str, list[str]]
NETWORKS = {
    "telegram": "Telegram",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "threads": "Threads",
    "tiktok": "TikTok",
    "viber": "Viber",
    "whatsapp": "WhatsApp",
    "x": "X",
    "youtube": "YouTube",
}


def title_of(*parts: str) -> str:
    """The text of ``<title>``: one line, every bidi control in it closed."""
    lines = (one_line(part) for part in parts if part)
    return " — ".join(line + bidi_balance(line) for line in lines)


def head_of(  # noqa: PLR0913
    scope: Scope,
    title: str,
    path: str,
    *,
    description: str = "",
    share: Share | None = None,
    alternates: Iterable[Alternate] = (),
    frames: Iterable[str] = (),
    colour: str = "",
    robots: str = "",
    data: str = "",
    styles: Iterable[str] = (),
    parts: Iterable[tuple[str, str]] = (),
) -> Head:
    """The head of a page at ``path`` (empty: a page without an address of its own).

    ``styles`` name the stylesheets that its kind needs beside the one of every page; ``parts`` are
    elements by id with the colour of their section.
    """
    doors, outlet = scope.doors, scope.outlet
    script = doors.setting("asset:site.js")
    integrity = integrity_of(script)
    # By its hash alone: it holds wherever the page is mirrored, and no other file can stand for it.
    scripts = [f"'{integrity}'", source_of(EARLY), *([source_of(data)] if data else [])]
    style, style_hash = style_of(outlet.accent, colour, tuple(parts))
    if path and not description:
        # A list without words of its own: what it is, of which paper.
        description = f"{title}. {outlet.tagline}" if outlet.tagline else title
    return Head(
        language=scope.language.code,
        direction="rtl" if scope.language.code.split("-")[0] in RIGHT_TO_LEFT else "",
        title=title,
        description=one_line(description),
        canonical=scope.absolute(path) if path else "",
        robots=robots,
        policy=quoted(policy_of(scripts, style_hash, frames)),
        style=style,
        stylesheets=tuple(
            attribute(doors.setting(f"asset:{name}")) for name in ("site.css", *styles)
        ),
        script=attribute(script),
        integrity=attribute(integrity),
        early=EARLY,
        font=attribute(doors.setting(f"asset:{FONT}")),
        icon=attribute(_icon(outlet, ICON) or doors.setting("asset:mark.svg")),
        touch_icon=attribute(_icon(outlet, TOUCH_ICON)),
        manifest=attribute(manifest_path(scope.prefix)),
        locale=LOCALES.get(scope.language.code, scope.language.code),
        outlet=outlet.name,
        share=share or (share_of(scope, "website", title, description) if path else None),
        alternates=tuple(alternates),
        data=data,
    )


def _icon(outlet: Outlet, width: int) -> str:
    """The path of the outlet's mark so wide; empty until it is drawn."""
    found = icon_of(outlet, width)
    return icon_path(found) if found else ""


def rss_of(scope: Scope, kind: str = "", subject: str = "", name: str = "") -> Alternate:
    """The link to a feed: of the whole language, or of one section, topic or contributor."""
    title = f"{name} — {scope.outlet.name}" if name else scope.outlet.name
    path = rss_path(scope.language.code, kind, subject)
    return Alternate(attribute(path), type="application/rss+xml", title=title)


def plate_of(
    scope: Scope, *, current: str = "", languages: Iterable[Link] = (), is_front: bool = False
) -> Plate:
    """Nameplate, menu and end; ``current`` is the path of the page or of its section.

    Made once for all pages of a section: what differs between articles is the languages alone.
    """
    others = tuple(languages)
    key = "plate", scope.language.code, current, others, is_front
    made: Plate = scope.doors.once(
        key, lambda: _plate(scope, current=current, languages=others, is_front=is_front)
    )
    return made


def _plate(scope: Scope, *, current: str, languages: tuple[Link, ...], is_front: bool) -> Plate:
    outlet, words = scope.outlet, scope.words
    contacts = outlet.contacts
    footer = outlet.footer.get(scope.language.code, "")
    own = languages or tuple(
        Link(front_path(lang.prefix), lang.name, language=lang.code)
        for lang in outlet.languages
        if lang.code != scope.language.code
    )
    latest, archive = latest_path(scope.prefix), archive_path(scope.prefix)
    pages: Pages = scope.doors.setting("pages")
    more = outlet.footer_links.get(scope.language.code, ())
    return Plate(
        name=outlet.name,
        tagline=outlet.tagline,
        home=attribute(front_path(scope.prefix)),
        is_front=is_front,
        logo=_logo(outlet),
        menu=_menu(scope, current),
        latest=Link(attribute(latest), words.t("Latest"), current == latest),
        archive=Link(attribute(archive), words.t("Archive"), current == archive),
        more=_links(scope, more, pages, current),
        live=attribute(fragment_path(scope.language.code)),
        accounts=accounts_of(outlet.accounts),
        rss=attribute(rss_path(scope.language.code)),
        languages=own,
        footer=paragraphs(footer),
        email=contact_of("mailto", contacts.email),
        phone=contact_of("tel", contacts.phone),
        address=contacts.address,
    )


def contact_of(scheme: str, text: str) -> Link | None:
    """A link to write (``mailto``) or call (``tel``); None for an empty text."""
    return Link(web_href(f"{scheme}:{text}"), text) if text else None


def accounts_of(accounts: Iterable[Account]) -> tuple[Link, ...]:
    """Accounts on social networks by the networks' own names."""
    found = ((web_href(a.url), a.network) for a in accounts)
    return tuple(Link(href, NETWORKS.get(name.lower(), name)) for href, name in found if href)


def _logo(outlet: Outlet) -> Image | None:
    path = logo_path(outlet)
    return Image(attribute(path), "", "", 0, 0, outlet.name, "") if path else None


def sections_of(scope: Scope) -> list[Section]:
    """All sections of the page's language in the outlet's order."""
    found = [s for s in scope.doors.setting("sections") if s.language == scope.language.code]
    return sorted(found, key=lambda s: (s.order, collation_key(s.name), s.id))


def _menu(scope: Scope, current: str) -> tuple[Link, ...]:
    chosen = scope.outlet.menu.get(scope.language.code)
    if not chosen:
        return tuple(_section_link(section, current) for section in sections_of(scope))
    return _links(scope, chosen, scope.doors.setting("pages"), current)


def _links(scope: Scope, items: Iterable[MenuItem], pages: Pages, current: str) -> tuple[Link, ...]:
    """The lines of a menu that lead somewhere."""
    sections = {section.id: section for section in sections_of(scope)}
    links = (_menu_link(item, sections, pages, current) for item in items)
    return tuple(link for link in links if link is not None)


def _menu_link(
    item: MenuItem, sections: dict[str, Section], pages: Pages, current: str
) -> Link | None:
    if item.section:
        section = sections.get(item.section)
        return _section_link(section, current) if section else None
    if item.page:
        if item.page not in pages:
            return None
        path, title = pages[item.page]
        return Link(attribute(path), item.label or title, path == current)
    href = web_href(item.url)
    return Link(href, item.label, item.url == current) if href and item.label else None


def _section_link(section: Section, current: str) -> Link:
    return Link(attribute(section.path), section.name, section.path == current)


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of ``text`` that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def common(scope: Scope, head: Head, plate: Plate) -> dict[str, Any]:
    """The four fields of every page."""
    return {"head": head, "plate": plate, "t": scope.words.t, "tn": scope.words.tn}


def other_languages(scope: Scope) -> list[Language]:
    """The outlet's languages besides the page's own."""
    return [lang for lang in scope.outlet.languages if lang.code != scope.language.code]
