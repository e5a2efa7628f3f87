"""The website's families: which files there are, what each depends on, how each is made."""

from collections.abc import Callable, Sequence
from typing import Any

from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors, Family, Kind, Renderer
from shpalta.records import KINDS as RECORD_KINDS
from shpalta.records import (
    Card,
    Outlet,
    Redirect,
    card_of,
    listings_of,
    listings_of_contributor,
    listings_of_entity,
    listings_of_page,
    order_of,
    order_of_entity,
)
from shpalta.records.card import contributor_listing
from shpalta.website import files, marks
from shpalta.website.pages import (
    archive,
    article,
    free,
    front,
    lists,
    manifest,
    notices,
    person,
    series,
)
from shpalta.website.scope import archive_path, fragment_path, latest_path, leaf_path

OUTLET = subjects.record("outlet", "outlet")
THEME = subjects.record("theme", "theme")

Claims = Callable[[str, Doors], Sequence[Claim]]
Render = Callable[[Claim, Doors, Renderer], bytes]


def _path(record: Any) -> str:
    return record.path or ""


KINDS = {name: Kind(name) for name in RECORD_KINDS} | {
    "article": Kind("article", card=card_of, listings=listings_of, order=order_of, path=_path),
    "section": Kind("section", path=_path),
    "topic": Kind("topic", listings=listings_of_entity, order=order_of_entity, path=_path),
    "series": Kind("series", listings=listings_of_entity, order=order_of_entity, path=_path),
    "page": Kind("page", listings=listings_of_page, order=order_of_entity, path=_path),
    "contributor": Kind(
        "contributor", listings=listings_of_contributor, order=order_of_entity, path=_path
    ),
}


def _last(owner: str) -> str:
    """The id in an owner's name."""
    return subjects.parts(owner)[2]


def _exactly(*wanted: str) -> Callable[[str], str | None]:
    """The first of ``wanted`` owns what any of them changes."""
    return lambda subject: wanted[0] if subject in wanted else None


def _record_of(kind: str) -> Callable[[str], str | None]:
    prefix = subjects.record(kind, "")
    return lambda subject: subject if subject.startswith(prefix) else None


def _page(template: str, build: Callable[..., Any]) -> Render:
    """A render that draws ``template`` with the context that ``build`` makes of the claim."""

    def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
        return renderer.render(template, build(doors, *claim.args).mapping())

    return render


# -- articles and what stands where they were ---------------------------------------------------


def _article_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    # Its card says as much as its record, and is ten times smaller to read.
    card: Card | None = doors.card(_last(owner))
    return (Claim(card.path, (card.id,), f"{card.published}~{card.id}"),) if card else ()


def _redirect_owner(subject: str) -> str | None:
    """A redirect, or a path that an article took or left: an article there outranks a redirect."""
    if subject.startswith(subjects.absent("")):
        return subjects.record("redirect", subject.removeprefix(subjects.absent("")))
    return subject if subject.startswith(subjects.record("redirect", "")) else None


def _standing(owner: str, doors: Doors) -> Redirect | None:
    path = _last(owner)
    record: Redirect | None = doors.get("redirect", path)
    return record if record and doors.absent(path) else None


def _gone_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    record = _standing(owner, doors)
    if record is None or not record.gone:
        return ()
    return (Claim(f"{record.path}.gone", (_last(owner),), record.at),)


def _moved_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    record = _standing(owner, doors)
    if record is None or record.gone:
        return ()
    return (Claim(record.path, (_last(owner),), record.at),)


# -- lists --------------------------------------------------------------------------------------


def _entity_claims(kind: str) -> Claims:
    def claims(owner: str, doors: Doors) -> Sequence[Claim]:
        record = doors.get(kind, _last(owner))
        return (Claim(record.path, (_last(owner),)),) if record else ()

    return claims


def _contributor_owner(subject: str) -> str | None:
    """A contributor has a page in the main language, and in others that they have written in."""
    listing = subjects.exists("contributor/")
    if subject.startswith(listing):
        return subjects.record("contributor", subject.removeprefix(listing).rsplit("/", 1)[0])
    return _record_of("contributor")(subject)


def _contributor_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    subject = _last(owner)
    record = doors.get("contributor", subject)
    if record is None:
        return ()
    main, *others = doors.setting("outlet").languages
    written = [o for o in others if doors.exists(contributor_listing(subject, o.code))]
    return tuple(
        Claim(language.prefix + record.path, (subject, language.code))
        for language in (main, *written)
    )


def _leaf_owner(*kinds: str) -> Callable[[str], str | None]:
    prefixes = tuple(f"leaf:{kind}/" for kind in kinds)
    return lambda subject: subject if subject.startswith(prefixes) else None


def _leaf_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    _, listing, opening = subjects.parts(owner)
    leaf = doors.leaf(listing, opening)
    if leaf is None or not leaf.ids:
        return ()
    newest: Card | None = doors.card(leaf.ids[0])
    order = f"{newest.published}~{newest.id}" if newest else ""
    return (Claim(leaf_path(listing, opening), (listing, opening), order),)


def _per_language(path_of: Callable[[Any], str]) -> Claims:
    """One file for each of the outlet's languages."""

    def claims(owner: str, doors: Doors) -> Sequence[Claim]:
        outlet: Outlet | None = doors.get("outlet", "outlet")
        languages = outlet.languages if outlet else ()
        return tuple(Claim(path_of(language), (language.code,)) for language in languages)

    return claims


def _not_found_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    outlet: Outlet | None = doors.get("outlet", "outlet")
    return (Claim("/404.html", (outlet.languages[0].code,)),) if outlet else ()


def _span_owner(kind: str) -> Callable[[str], str | None]:
    """A year, month or day of the archive has a page while it has an article."""
    prefix = subjects.exists(f"{kind}/")
    return lambda subject: subject if subject.startswith(prefix) else None


def _span_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    listing = owner.removeprefix(subjects.exists(""))
    _, code, span = listing.split("/")
    outlet: Outlet | None = doors.get("outlet", "outlet")
    found = [lang for lang in (outlet.languages if outlet else ()) if lang.code == code]
    if not found or not doors.exists(listing):
        return ()
    return (Claim(archive_path(found[0].prefix, span), (code, span), span),)


def _family(
    name: str,
    owner_of: Callable[[str], str | None],
    claims: Claims,
    render: Render,
    *,
    wave: int = 1,
    rank: int = 0,
    compressed: bool = True,
) -> Family:
    return Family(name, owner_of, claims, render, wave=wave, rank=rank, compressed=compressed)


_outlet = _exactly(OUTLET)
_theme = _exactly(THEME)
_leaf = _page("list.html", lists.leaf_page)

FAMILIES: tuple[Family, ...] = (
    Family(
        "article",
        _record_of("article"),
        _article_claims,
        _page("article.html", article.article_page),
        blames=lambda claim: claim.args[0],
    ),
    _family("gone", _redirect_owner, _gone_claims, _page("gone.html", notices.gone_page)),
    _family("moved", _redirect_owner, _moved_claims, _page("moved.html", notices.moved_page)),
    _family(
        "picture",
        files.shown_owner("picture"),
        files.picture_claims,
        files.stored,
        compressed=False,
    ),
    _family(
        "document",
        files.shown_owner("document"),
        files.document_claims,
        files.stored,
        compressed=False,
    ),
    _family("logo", _outlet, files.logo_claims, files.stored, compressed=False),
    _family("icon", _outlet, marks.icon_claims, files.stored, compressed=False),
    _family("social", marks.social_owner, marks.social_claims, files.stored, compressed=False),
    _family("asset", _theme, files.asset_claims(packed=False), files.stored),
    _family("font", _theme, files.asset_claims(packed=True), files.stored, compressed=False),
    # Leaves come before the pages that lead to them.
    _family("leaf", _leaf_owner("all", "section"), _leaf_claims, _leaf, rank=1),
    _family(
        "fragment",
        _outlet,
        _per_language(lambda language: fragment_path(language.code)),
        _page("fragment.html", lists.fragment_page),
        rank=2,
    ),
    _family(
        "front",
        _outlet,
        _per_language(lambda language: f"{language.prefix}/index.html"),
        _page("front.html", front.front_page),
        rank=3,
    ),
    _family(
        "section",
        _record_of("section"),
        _entity_claims("section"),
        _page("list.html", lists.section_page),
        rank=4,
    ),
    _family(
        "latest",
        _outlet,
        _per_language(lambda language: latest_path(language.prefix)),
        _page("list.html", lists.latest_page),
        rank=4,
    ),
    _family(
        "entity-leaf",
        _leaf_owner("topic", "contributor", "series", "day"),
        _leaf_claims,
        _leaf,
        wave=2,
        rank=1,
    ),
    _family(
        "topic",
        _record_of("topic"),
        _entity_claims("topic"),
        _page("list.html", lists.topic_page),
        wave=2,
        rank=4,
    ),
    _family(
        "contributor",
        _contributor_owner,
        _contributor_claims,
        _page("contributor.html", person.contributor_page),
        wave=2,
        rank=4,
    ),
    _family(
        "series",
        _record_of("series"),
        _entity_claims("series"),
        _page("series.html", series.series_page),
        wave=2,
        rank=4,
    ),
    _family(
        "page",
        _record_of("page"),
        _entity_claims("page"),
        _page("page.html", free.free_page),
        wave=2,
        rank=4,
    ),
    _family(
        "day",
        _span_owner("day"),
        _span_claims,
        _page("list.html", archive.day_page),
        wave=2,
        rank=4,
    ),
    _family(
        "month",
        _span_owner("month"),
        _span_claims,
        _page("month.html", archive.month_page),
        wave=2,
        rank=5,
    ),
    _family(
        "year",
        _span_owner("year"),
        _span_claims,
        _page("archive.html", archive.year_page),
        wave=2,
        rank=6,
    ),
    _family(
        "archive",
        _outlet,
        _per_language(lambda language: archive_path(language.prefix)),
        _page("archive.html", archive.archive_page),
        wave=2,
        rank=7,
    ),
    _family(
        "manifest",
        _outlet,
        _per_language(lambda language: marks.manifest_path(language.prefix)),
        manifest.render,
        wave=2,
        rank=4,
    ),
    _family(
        "not-found",
        _outlet,
        _not_found_claims,
        _page("not_found.html", notices.not_found_page),
        wave=2,
        rank=4,
    ),
)
