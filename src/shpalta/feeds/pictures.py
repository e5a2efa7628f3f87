"""Pictures in feeds: which file, and whose it is."""

from dataclasses import dataclass

from shpalta.feeds import places
from shpalta.press.core.family import Doors
from shpalta.records import Icon, Outlet, Picture, PictureUse, Rendition

# Wide enough for any reader's list, small enough for a phone on mobile data.
_WIDEST = 1280
_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a feed shows it."""

    url: str
    media_type: str
    width: int
    height: int
    size: int
    alt: str
    caption: str
    credit: str


def shown(use: PictureUse | None, doors: Doors) -> Shown | None:
    """``use`` as a feed shows it; None when nothing of it is stored in a form all readers know."""
    picture: Picture | None = doors.get("picture", use.picture) if use else None
    rendition = best(picture.renditions) if picture else None
    if use is None or picture is None or rendition is None:
        return None
    credit = doors.get("credit", picture.credit) if picture.credit else None
    return Shown(
        url=places.absolute(doors, places.file(picture.id, rendition.digest, rendition.format)),
        media_type=_TYPES[rendition.format],
        width=rendition.width,
        height=rendition.height,
        size=rendition.size,
        alt=use.alt,
        caption=use.caption,
        credit=credit.name if credit else "",
    )


def best(renditions: tuple[Rendition, ...]) -> Rendition | None:
    """The widest file up to 1,280 px, else the narrowest; JPEG before PNG before WebP."""
    for form in _TYPES:
        of_form = sorted((r for r in renditions if r.format == form), key=lambda r: r.width)
        fitting = [r for r in of_form if r.width <= _WIDEST]
        if of_form:
            return fitting[-1] if fitting else of_form[0]
    return None


def icon_of(outlet: Outlet, width: int) -> Icon | None:
    """The smallest icon that is at least ``width`` pixels wide, else the largest there is."""
    by_width = sorted(outlet.icons, key=lambda one: one.width)
    return next((one for one in by_width if one.width >= width), by_width[-1] if by_width else None)
