"""A stored picture → its sealed record."""

from typing import TYPE_CHECKING, cast

from shpalta.newsroom.pictures.renditions import renditions_of
from shpalta.records import Picture as PictureRecord
from shpalta.records import PictureKind

if TYPE_CHECKING:
    from shpalta.newsroom.models.picture import Picture

_CENTRE = 500
_WHOLE = 1000


def picture_record(picture: "Picture") -> PictureRecord:
    """The picture as records have it, with the files there are now."""
    return PictureRecord(
        id=picture.uid,
        width=picture.width,
        height=picture.height,
        kind=cast("PictureKind", picture.kind),
        credit=picture.credit.uid if picture.credit else "",
        title=picture.title,
        licence=picture.licence,
        taken=picture.taken.isoformat() if picture.taken else "",
        focus_x=_thousandths(picture.focal_point_x, picture.width),
        focus_y=_thousandths(picture.focal_point_y, picture.height),
        renditions=renditions_of(picture.source_digest),
    )


def _thousandths(point: int | None, side: int) -> int:
    if point is None or not side:
        return _CENTRE
    return min(_WHOLE, max(0, round(point * _WHOLE / side)))
