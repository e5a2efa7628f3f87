"""An uploaded picture: looked at with suspicion, decoded upright, in sRGB, without metadata."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, ImageOps

from shpalta.lib.digests import digest
from shpalta.newsroom.pictures.recipe import WIDEST

MAX_BYTES = 40 * 1024 * 1024
# What a phone of today takes (50 million) and a little more; decoded, four bytes each.
MAX_PIXELS = 64_000_000
MAX_SIDE = 20_000

# Only these decoders are tried, whatever the bytes say they are. SVG is a document with scripts.
EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "GIF": ("gif",),
}
_TURNED = frozenset({5, 6, 7, 8})
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# Pillow's decoders report broken files with all of these.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Source:
    """What an accepted file is: ``width`` and ``height`` as it is seen, upright."""

    digest: str
    format: str
    width: int
    height: int
    image: Image.Image


def read_source(data: bytes, name: str = "") -> Source:
    """Decode ``data``, whose file is called ``name``.

    The image may be smaller than the source (never smaller than the widest rendition): a JPEG is
    decoded at the scale that is needed.

    Raises:
        ValidationError: the file is refused; the message says why and what to do.
    """
    if not data:
        raise _refused("empty", _("The file is empty."))
    if len(data) > MAX_BYTES:
        message = _("The file has %(size)s; at most %(most)s can be taken.") % {
            "size": filesizeformat(len(data)),
            "most": filesizeformat(MAX_BYTES),
        }
        raise _refused("too_large", message)
    image = _open(data)
    kind = _check_name(image, name)
    width, height = _check_size(image)
    if _orientation(image) in _TURNED:
        width, height = height, width
    return Source(digest(data), kind, width, height, _decode(image))


def upright_size(file: IO[bytes]) -> tuple[int, int] | None:
    """Width and height of a picture as it is seen, read from its head; None where it has none."""
    try:
        with Image.open(file, formats=tuple(EXTENSIONS)) as image:
            width, height = image.size
            return (height, width) if _orientation(image) in _TURNED else (width, height)
    except (*_BOMBS, *_BROKEN):
        return None


def remember(file: Any, source: Source) -> None:
    """Note at an uploaded ``file`` what it was found to hold: the form, the model's checks and
    its save each ask, and decoding takes most of a second.
    """
    file.shpalta_source = source


def source_of(file: Any) -> Source | None:
    """What was noted by ``remember``."""
    return getattr(file, "shpalta_source", None)


def _refused(code: str, message: Any) -> ValidationError:
    return ValidationError(message, code=code)


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(data), formats=tuple(EXTENSIONS))
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        message = _("This is no whole picture of a known kind: use JPEG, PNG, WebP, AVIF or GIF.")
        raise _refused("unknown", message) from error


def _check_name(image: Image.Image, name: str) -> str:
    # Several pictures in one JPEG (depth maps of phones): the first is the picture.
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    extension = PurePath(name).suffix.lower().lstrip(".")
    if name and extension not in EXTENSIONS[kind]:
        message = _("The file is called .%(name)s but holds %(kind)s: give it its right name.") % {
            "name": extension,
            "kind": kind,
        }
        raise _refused("mislabelled", message)
    return kind


def _too_many_pixels() -> ValidationError:
    message = _("The picture has too many pixels: at most %(most)d million, %(side)d on a side.")
    limits = {"most": MAX_PIXELS // 1_000_000, "side": MAX_SIDE}
    return _refused("too_many_pixels", message % limits)


def _check_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise _too_many_pixels()
    return width, height


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN:
        # A broken EXIF part says nothing; the picture itself may be sound.
        return 1


def _decode(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    orientation = _orientation(image)
    try:
        if image.format in {"JPEG", "MPO"}:
            image.draft(None, (WIDEST, WIDEST))
        image.load()
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise _refused(
            "damaged", _("The picture is damaged or cut short: upload it again.")
        ) from error
    alpha = _alpha(image)
    colours = _to_srgb(_eight_bits(image), profile)
    if alpha is not None:
        colours.putalpha(alpha)
    # Nothing but pixels goes on: no place, no camera, no comment, no thumbnail.
    colours.info = {}
    turned = _upright(colours, orientation)
    turned.info = {}
    return turned


def _alpha(image: Image.Image) -> Image.Image | None:
    """The transparency of ``image``; None where every pixel is opaque."""
    if not (image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info):
        return None
    alpha = image.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # 16 bits of grey: Pillow's own conversion clips instead of scaling.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGB", "L", "CMYK"}:
        return image
    if image.mode in {"1", "F", "LA", "La"}:
        return image.convert("L")
    return image.convert("RGB") if image.mode != "P" else image.convert("RGBA").convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """``image`` as RGB in sRGB's colours, by its own profile where that can be used."""
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if image.mode != "RGB" or "sRGB" not in ImageCms.getProfileDescription(own):
                srgb = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
                if converted is not None:
                    return converted
        except (ImageCms.PyCMSError, *_BROKEN):
            # A profile that does not fit the picture: the colours stay as they are.
            pass
    return image.convert("RGB")


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image.info["exif"] = exif.tobytes()
    return ImageOps.exif_transpose(image)
