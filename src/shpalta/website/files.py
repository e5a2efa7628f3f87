"""Stored files that pages show: pictures, documents, the logo, the theme's assets."""

from collections.abc import Callable, Sequence

from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors, Renderer
from shpalta.records import Document, Outlet, Picture, Theme
from shpalta.records.card import document_listing, picture_listing
from shpalta.website.pages.body import document_path
from shpalta.website.pictures import logo_path, media_path

# Formats that are compressed already; what else is in a theme gains by it.
PACKED = (".woff2", ".png", ".jpeg", ".jpg", ".webp", ".avif", ".ico")

Claims = Callable[[str, Doors], Sequence[Claim]]


def stored(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """The bytes themselves."""
    return doors.blob(claim.args[0])


def shown_owner(kind: str) -> Callable[[str], str | None]:
    """The files of a picture or document hang on its record and on its being shown at all."""
    record, listing = subjects.record(kind, ""), subjects.exists(f"{kind}/")

    def owner_of(subject: str) -> str | None:
        if subject.startswith(listing):
            return record + subject.removeprefix(listing)
        return subject if subject.startswith(record) else None

    return owner_of


def picture_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """Every rendition of a picture that something public shows."""
    subject = subjects.parts(owner)[2]
    record: Picture | None = doors.get("picture", subject)
    if record is None or not doors.exists(picture_listing(subject)):
        return ()
    paths = {media_path(record.id, file): file.digest for file in record.renditions}
    return tuple(Claim(path, (digest,)) for path, digest in paths.items())


def document_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """The file of a document that something public offers."""
    subject = subjects.parts(owner)[2]
    record: Document | None = doors.get("document", subject)
    if record is None or not doors.exists(document_listing(subject)):
        return ()
    path = document_path(record.id, record.digest, record.extension)
    return (Claim(path, (record.digest,)),)


def logo_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """The outlet's logo, if it has one."""
    outlet: Outlet | None = doors.get("outlet", "outlet")
    return (Claim(logo_path(outlet), (outlet.logo,)),) if outlet and outlet.logo else ()


def asset_claims(*, packed: bool) -> Claims:
    """The theme's assets, and for a while those of themes before it, which old pages still name."""

    def claims(owner: str, doors: Doors) -> Sequence[Claim]:
        theme: Theme | None = doors.get("theme", "theme")
        now = [(a.path, a.digest) for a in theme.assets.values()] if theme else []
        before = [(r.path, r.digest) for r in getattr(doors, "retired", tuple)()]
        files = dict([*before, *now])
        kept = {p: d for p, d in files.items() if p.endswith(PACKED) == packed}
        return tuple(Claim(path, (digest,)) for path, digest in kept.items())

    return claims
