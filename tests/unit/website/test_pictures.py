"""Pictures with few files, none, or odd ones."""

from shpalta.records import Picture, PictureUse, Rendition
from shpalta.website.pictures import image_of, share_image, thumb_of


def picture(*files: tuple[str, int], x: int = 500, y: int = 500) -> Picture:
    made = tuple(Rendition(f, w, w // 2, f"{n:064x}", 1) for n, (f, w) in enumerate(files))
    return Picture("p", 1000, 500, "news", focus_x=x, focus_y=y, renditions=made)


def test_no_files_no_image() -> None:
    assert image_of(picture(), PictureUse("p", "x"), "") is None
    assert thumb_of(picture()) is None
    assert share_image(picture()) is None
    assert image_of(picture(("tiff", 10)), PictureUse("p", "x"), "") is None


def test_one_drawing_is_the_whole_image() -> None:
    image = image_of(picture(("svg", 600)), PictureUse("p", "Схема"), "100vw")
    assert image
    assert (image.src, image.srcset, image.sources) == ("/media/p/0000000000000000.svg", "", ())


def test_the_fallback_is_the_widest_within_reason() -> None:
    image = image_of(picture(("jpeg", 4000), ("jpeg", 800), ("avif", 800)), PictureUse("p"), "")
    assert image
    assert image.width == 800
    assert [source.type for source in image.sources] == ["image/avif"]


def test_a_decorative_picture_has_no_alternative_text() -> None:
    image = image_of(picture(("jpeg", 800)), PictureUse("p", "зайве", decorative=True), "")
    assert image
    assert image.alt == ""


def test_the_focal_point_becomes_classes() -> None:
    assert thumb_of(picture(("webp", 400), x=0, y=1000)).focus == "x0 y4"
    assert thumb_of(picture(("webp", 400), x=500, y=500)).focus == ""
    assert thumb_of(picture(("webp", 400), x=-5, y=5000)).focus == "x0 y4"


def test_a_thumb_is_the_smallest_that_is_sharp() -> None:
    chosen = thumb_of(picture(("webp", 160), ("webp", 320), ("webp", 640), ("jpeg", 320)))
    assert (chosen.width, chosen.alt) == (320, "")


def test_other_sites_are_shown_a_jpeg() -> None:
    found = share_image(picture(("avif", 1000), ("jpeg", 1600), ("jpeg", 1000), ("png", 1200)))
    assert (found.format, found.width) == ("jpeg", 1000)
