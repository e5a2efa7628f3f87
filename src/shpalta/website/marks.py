"""Files drawn once and kept by digest: icons of the outlet, social images of articles."""

from collections.abc import Sequence

from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors
from shpalta.records import Icon, Outlet, Social


def icon_path(one: Icon) -> str:
    """The public path of one size of the outlet's mark."""
    return f"/media/icons/{one.digest[:8]}-{one.width}.png"


def icon_of(outlet: Outlet, width: int) -> Icon | None:
    """The smallest icon that is at least ``width`` pixels wide, else the largest there is."""
    by_width = sorted(outlet.icons, key=lambda one: one.width)
    return next((one for one in by_width if one.width >= width), by_width[-1] if by_width else None)


def icon_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """A file for each size."""
    outlet: Outlet | None = doors.get("outlet", "outlet")
    paths = {icon_path(one): one.digest for one in outlet.icons} if outlet else {}
    return tuple(Claim(path, (digest,)) for path, digest in paths.items())


def manifest_path(prefix: str) -> str:
    """The web app manifest of a language."""
    return f"{prefix}/site.webmanifest"


def social_path(record: Social) -> str:
    """The public path of the image that stands for an article in social networks: with its id,
    since two articles may look the same.
    """
    return f"/media/social/{record.article}-{record.digest[:8]}.jpg"


def social_owner(subject: str) -> str | None:
    """The image hangs on its own record, and on its article being public."""
    for prefix in (subjects.card(""), subjects.record("social", "")):
        if subject.startswith(prefix):
            return subjects.record("social", subject.removeprefix(prefix))
    return None


def social_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One file while the article is public."""
    article = subjects.parts(owner)[2]
    record: Social | None = doors.get("social", article)
    if record is None or doors.card(article) is None:
        return ()
    return (Claim(social_path(record), (record.digest,)),)
