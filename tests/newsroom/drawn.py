"""Pictures drawn for tests: small files with one property each."""

import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageDraw

PLACE = b"GPSLatitude"


def pixels(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue, a white square in the upper left corner."""
    image = Image.new("RGB", (width, height), "red")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill="blue")
    draw.rectangle((0, 0, width // 8, height // 8), fill="white")
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 640, height: int = 480, mode: str = "RGB", **options: Any) -> bytes:
    return saved(pixels(width, height, mode), "JPEG", **options)


def with_place(width: int = 1000, height: int = 500, orientation: int = 6) -> bytes:
    """A JPEG turned by EXIF, with camera, place, XMP and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (50.0, 27.0, 0.0)}
    )
    return jpeg(
        width,
        height,
        exif=exif,
        xmp=b"<x:xmpmeta>SecretPlace</x:xmpmeta>",
        comment=b"SecretComment",
    )


def png_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A head that claims billions of pixels over almost no data."""
    data = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)
