"""Uploads: what is refused, and what is left of what is taken."""

from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from shpalta.newsroom.pictures import source as module
from shpalta.newsroom.pictures.encoding import encode, height_at
from shpalta.newsroom.pictures.recipe import Step, quick_step, steps
from shpalta.newsroom.pictures.source import read_source, upright_size
from tests.newsroom import drawn


def refusal(data: bytes, name: str = "") -> tuple[str, str]:
    with translation.override("en"):
        with pytest.raises(ValidationError) as caught:
            read_source(data, name)
        return str(caught.value.code), caught.value.messages[0]


def near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=False))


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def test_what_is_taken() -> None:
    data = drawn.jpeg(640, 480)
    source = read_source(data, "Photo.JPG")
    assert (source.format, source.width, source.height) == ("JPEG", 640, 480)
    assert len(source.digest) == 64
    assert source.image.mode == "RGB"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.jpg", "empty"),
        (b"<html><script>alert(1)</script>", "a.jpg", "unknown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a.svg", "unknown"),
        (drawn.saved(drawn.pixels(8, 8), "BMP"), "a.bmp", "unknown"),
        (drawn.saved(drawn.pixels(8, 8), "TIFF"), "a.tiff", "unknown"),
        (drawn.saved(drawn.pixels(8, 8), "PNG"), "a.jpg", "mislabelled"),
        (drawn.jpeg(8, 8), "a.php", "mislabelled"),
        (drawn.jpeg(8, 8), "noname", "mislabelled"),
        (drawn.png_bomb(), "a.png", "too_many_pixels"),
        (drawn.png_bomb(10_000, 10_000), "a.png", "too_many_pixels"),
        (drawn.png_bomb(30_000, 10), "a.png", "too_many_pixels"),
        (drawn.jpeg()[:-2000], "a.jpg", "damaged"),
        (drawn.saved(drawn.pixels(64, 64), "PNG")[:-40], "a.png", "damaged"),
        (drawn.saved(drawn.pixels(64, 64), "WEBP")[:-40], "a.webp", "unknown"),
        (drawn.png_bomb(2000, 2000), "a.png", "damaged"),
    ],
)
def test_what_is_refused(data: bytes, name: str, code: str) -> None:
    found, message = refusal(data, name)
    assert found == code
    assert len(message) > 15


def test_large_files_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    code, message = refusal(drawn.jpeg(), "a.jpg")
    assert code == "too_large"
    assert "1000" in message


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of corrupt EXIF
@given(st.integers(0, 4000), st.binary(max_size=20))
def test_broken_files_end_in_a_refusal_or_a_picture(place: int, noise: bytes) -> None:
    data = bytearray(drawn.with_place(160, 120))
    data[place : place + len(noise)] = noise
    with suppress(ValidationError):
        assert read_source(bytes(data), "a.jpg").image.mode in {"RGB", "RGBA"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(orientation: int) -> None:
    data = drawn.with_place(1000, 500, orientation)
    source = read_source(data, "a.jpg")
    turned = orientation >= 5
    assert (source.width, source.height) == ((500, 1000) if turned else (1000, 500))
    assert source.image.size == (source.width, source.height)
    assert upright_size(BytesIO(data)) == (source.width, source.height)
    # Where the white square of the stored pixels' upper left corner must be seen.
    right = orientation in {2, 3, 6, 7}
    low = orientation in {3, 4, 7, 8}
    corner = (source.width - 5 if right else 4, source.height - 5 if low else 4)
    assert near(source.image.getpixel(corner), WHITE)


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif"])
def test_nothing_but_pixels_is_left(kind: str) -> None:
    data = drawn.with_place()
    assert b"SecretCamera" in data
    assert b"SecretPlace" in data
    made = encode(read_source(data, "a.jpg").image, Step(kind, 200), 400)
    assert b"Secret" not in made
    with Image.open(BytesIO(made)) as image:
        image.load()
        assert not dict(image.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)


def test_transparency() -> None:
    image = drawn.pixels(100, 100, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((100, 100)))
    source = read_source(drawn.saved(image, "PNG"), "a.png")
    assert source.image.mode == "RGBA"
    flat = Image.open(BytesIO(encode(source.image, Step("jpeg", 100), 100)))
    assert near(flat.getpixel((75, 2)), WHITE)
    assert near(flat.getpixel((75, 97)), BLUE)
    assert Image.open(BytesIO(encode(source.image, Step("webp", 100), 100))).mode == "RGBA"
    # A channel that hides nothing is no transparency.
    opaque = drawn.saved(drawn.pixels(10, 10, "RGBA"), "PNG")
    assert read_source(opaque, "a.png").image.mode == "RGB"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (drawn.jpeg(100, 100, "CMYK"), "a.jpg"),
        (drawn.saved(drawn.pixels(100, 100, "P"), "PNG"), "a.png"),
        (drawn.saved(drawn.pixels(100, 100, "P"), "GIF"), "a.gif"),
        (drawn.saved(drawn.pixels(100, 100), "AVIF"), "a.avif"),
        (drawn.saved(drawn.pixels(100, 100), "WEBP"), "a.webp"),
    ],
)
def test_colours_survive(data: bytes, name: str) -> None:
    image = read_source(data, name).image
    assert image.mode == "RGB"
    assert near(image.getpixel((30, 60)), RED)
    assert near(image.getpixel((80, 60)), BLUE)


@pytest.mark.parametrize("mode", ["L", "1", "LA", "I;16"])
def test_grey(mode: str) -> None:
    ramp = Image.linear_gradient("L")
    if mode == "I;16":
        image = Image.frombytes(
            "I;16", (256, 256), bytes(b for v in ramp.tobytes() for b in (0, v))
        )
    else:
        image = ramp.convert(mode)
    grey = read_source(drawn.saved(image, "PNG"), "a.png").image
    assert grey.mode == "RGB"
    if mode != "1":
        assert near(grey.getpixel((100, 128)), (128, 128, 128))


def test_profiles_are_applied() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    strange = drawn.jpeg(64, 64, icc_profile=lab)
    broken = drawn.jpeg(64, 64, icc_profile=b"no profile at all")
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    usual = drawn.jpeg(64, 64, icc_profile=srgb)
    for data in (strange, broken, usual):
        assert near(read_source(data, "a.jpg").image.getpixel((20, 40)), RED)


def test_animations_stand_still() -> None:
    frames = [drawn.pixels(50, 50), Image.new("RGB", (50, 50), "green")]
    data = drawn.saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(read_source(data, "a.gif").image.getpixel((15, 40)), RED)


def test_large_jpegs_are_decoded_at_the_scale_needed() -> None:
    source = read_source(drawn.jpeg(6400, 3200), "a.jpg")
    assert (source.width, source.height) == (6400, 3200)
    assert source.image.width >= 1600
    assert source.image.width < 6400


def test_the_recipe() -> None:
    assert [step.width for step in steps(4000) if step.format == "avif"] == [480, 800, 1200, 1600]
    assert [step.width for step in steps(1000) if step.format == "webp"] == [480, 800, 1000]
    assert [step.width for step in steps(4000) if step.format == "jpeg"] == [1200, 800]
    assert [step.width for step in steps(300) if step.format == "jpeg"] == [300]
    assert quick_step(5000) == Step("jpeg", 1200)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_nothing_is_made_larger_than_it_is(width: int, height: int) -> None:
    made = steps(width)
    assert made[0] == quick_step(width)
    assert len(set(made)) == len(made)
    for step in made:
        assert 1 <= step.width <= width
        assert 1 <= height_at(step.width, width, height) <= height
