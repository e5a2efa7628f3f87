"""Pictures: from a sealed picture and its use in a place to what ``<picture>`` needs."""

from shpalta.press.core.family import Doors
from shpalta.records import Outlet, Picture, PictureUse, Rendition
from shpalta.website.contexts import Figure, Image, Source
from shpalta.website.links import attribute, web_href
from shpalta.website.words import Words, message

# Best first; the last one that a picture has is the fallback of <img>.
FORMATS = ("avif", "webp", "jpeg", "png", "svg")
MIME = {f: "image/svg+xml" if f == "svg" else f"image/{f}" for f in FORMATS}
THUMB_WIDTH = 320
SHARE_WIDTH = 1200
SHARED = frozenset({"jpeg", "png"})
LARGEST = 1600
STEPS = 5

KIND_WORDS = {
    "news": message("Photo"),
    "illustrative": message("Illustration"),
    "archive": message("Archive photo"),
    "collage": message("Collage"),
    "map": message("Map"),
    "screenshot": message("Screenshot"),
    "generated": message("Generated image"),
}


def media_path(picture: str, rendition: Rendition) -> str:
    """The public path of one stored file of a picture."""
    return f"/media/{picture}/{rendition.digest[:16]}.{rendition.format}"


def logo_path(outlet: Outlet) -> str:
    """The public path of the outlet's logo; empty when there is none."""
    return f"/media/logo/{outlet.logo[:16]}.{outlet.logo_format}" if outlet.logo else ""


def image_of(picture: Picture, use: PictureUse, sizes: str) -> Image | None:
    """The image with every format and width; None while nothing is stored of it."""
    groups = _by_format(picture)
    if not groups:
        return None
    fallback_format = next(f for f in reversed(FORMATS) if f in groups)
    fallback = groups.pop(fallback_format)
    within = [r for r in fallback if r.width <= LARGEST] or fallback[:1]
    shown = within[-1]
    return Image(
        src=attribute(media_path(picture.id, shown)),
        srcset=_srcset(picture.id, fallback) if len(fallback) > 1 else "",
        sizes=sizes,
        width=shown.width,
        height=shown.height,
        alt="" if use.decorative else use.alt,
        focus=_focus(picture),
        sources=tuple(
            Source(MIME[f], _srcset(picture.id, groups[f])) for f in FORMATS if f in groups
        ),
    )


def thumb_of(picture: Picture) -> Image | None:
    """One small file, as ornament beside a headline that says the same: no alternative text."""
    groups = _by_format(picture)
    chosen = next((groups[f] for f in ("webp", "avif", "jpeg", "png", "svg") if f in groups), None)
    if chosen is None:
        return None
    small = next((r for r in chosen if r.width >= THUMB_WIDTH), chosen[-1])
    src = attribute(media_path(picture.id, small))
    return Image(src, "", "", small.width, small.height, "", _focus(picture))


def figure_of(doors: Doors, words: Words, use: PictureUse, sizes: str) -> Figure | None:
    """The picture in its place with all words about it; None when the picture is not there."""
    picture: Picture | None = doors.get("picture", use.picture)
    if picture is None:
        return None
    credit = doors.get("credit", picture.credit) if picture.credit else None
    return Figure(
        image=image_of(picture, use, sizes),
        caption=use.caption,
        credit=credit.name if credit else "",
        credit_href=web_href(credit.url) if credit and credit.url else "",
        kind=words.t(KIND_WORDS[picture.kind]),
    )


def share_image(picture: Picture) -> Rendition | None:
    """The file that other sites may show: JPEG or PNG, the widest up to 1200 px."""
    fit = [r for r in picture.renditions if r.format in SHARED and r.width <= SHARE_WIDTH]
    return max(fit, key=lambda r: (r.format == "jpeg", r.width), default=None)


def _by_format(picture: Picture) -> dict[str, list[Rendition]]:
    groups: dict[str, list[Rendition]] = {}
    for rendition in sorted(picture.renditions, key=lambda r: (r.width, r.digest)):
        if rendition.format in MIME:
            groups.setdefault(rendition.format, []).append(rendition)
    return groups


def _srcset(picture: str, renditions: list[Rendition]) -> str:
    files = (f"{media_path(picture, r)} {r.width}w" for r in renditions)
    return attribute(", ".join(files))


def _focus(picture: Picture) -> str:
    """Class names for the focal point, in fifths: pages carry no style attributes."""
    x = min(STEPS - 1, max(0, picture.focus_x) * STEPS // 1000)
    y = min(STEPS - 1, max(0, picture.focus_y) * STEPS // 1000)
    middle = STEPS // 2
    names = ([f"x{x}"] if x != middle else []) + ([f"y{y}"] if y != middle else [])
    return " ".join(names)
