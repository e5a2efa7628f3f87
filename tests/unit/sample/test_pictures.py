"""The sample pictures: by rule, each its own, and of the size asked for."""

import itertools

import pytest
from PIL import Image, ImageChops, ImageFont, ImageStat

from shpalta.sample.pictures import SCENES, draw
from shpalta.sample.pictures.__main__ import main
from shpalta.sample.pictures.lettering import FONT
from shpalta.sample.pictures.scenes import LETTERED, PAINTERS, SHAPED, SIGNS, SNOWY

SMALL = (240, 150)
ALIKE = 6
"""Bits of 64: pictures that differ in no more than these are taken for the same."""


def difference_hash(image: Image.Image) -> int:
    """Sixty-four comparisons of neighbours in a tiny grey copy."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = [
        grey[row * 9 + x] > grey[row * 9 + x + 1]
        for row, x in itertools.product(range(8), repeat=2)
    ]
    return sum(bit << place for place, bit in enumerate(bits))


@pytest.mark.parametrize("scene", SCENES)
def test_the_same_call_draws_the_same_picture(scene):
    assert draw(scene, 5, *SMALL).tobytes() == draw(scene, 5, *SMALL).tobytes()


def test_no_two_are_alike():
    hashes = {
        (scene, seed): difference_hash(draw(scene, seed, *SMALL))
        for scene in SCENES
        if scene not in SIGNS
        for seed in (1, 2)
    }
    alike = [
        (a, b)
        for a, b in itertools.combinations(hashes, 2)
        if (hashes[a] ^ hashes[b]).bit_count() <= ALIKE
    ]
    assert alike == []


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", [(320, 200), (200, 200), (160, 240), (400, 100), (33, 47)])
def test_the_size_is_the_one_asked_for(scene, size):
    image = draw(scene, 1, *size)
    assert image.size == size
    assert image.mode == "RGB"


@pytest.mark.parametrize("seed", [-3, 0, 1, 10**12])
def test_any_whole_number_is_a_seed(seed):
    assert draw("river", seed, *SMALL).size == SMALL


@pytest.mark.parametrize("seed", [33, 40])
def test_a_smaller_picture_shows_the_same(seed):
    small = draw("boats", seed, 400, 250)
    large = draw("boats", seed, 800, 500).resize((400, 250), Image.Resampling.LANCZOS)
    levels = ImageStat.Stat(ImageChops.difference(small, large)).mean
    assert max(levels) < 4


def test_the_default_size():
    assert draw("field", 1).size == (1600, 1000)


def test_an_unknown_scene_names_the_known_ones():
    with pytest.raises(ValueError, match="unknown scene 'volcano'") as error:
        draw("volcano", 1)
    assert all(scene in str(error.value) for scene in SCENES)


@pytest.mark.parametrize("size", [(0, 100), (100, 0), (-5, 5)])
def test_a_size_is_positive(size):
    with pytest.raises(ValueError, match="must be positive"):
        draw("river", 1, *size)


def test_the_lists_of_scenes_agree():
    assert set(SCENES) == set(PAINTERS)
    assert set(SCENES) >= LETTERED | SHAPED | SIGNS | SNOWY
    assert len(SCENES) == len(set(SCENES)) == 29


def test_a_mark_is_the_same_for_every_seed_and_clean():
    one = draw("mark", 1, 512, 512)
    assert one.tobytes() == draw("mark", 7, 512, 512).tobytes()
    corner = one.crop((0, 0, 60, 60)).getcolors()
    assert len(corner) == 1


def test_a_wide_mark_has_the_name_it_is_given():
    plain = draw("mark", 1, 600, 200)
    assert draw("mark", 1, 600, 200, texts={"name": "Надріччя"}).tobytes() == plain.tobytes()
    assert draw("mark", 1, 600, 200, texts={"name": "Берег"}).tobytes() != plain.tobytes()


@pytest.mark.parametrize(
    "scene",
    ["football", "stage", "railway", "classroom", "workshop", "boats", "blackout", "winter",
     "kitchen", "memorial"],
)  # fmt: skip
def test_a_scene_has_several_compositions(scene):
    hashes = [difference_hash(draw(scene, seed, *SMALL)) for seed in range(1, 5)]
    assert min((a ^ b).bit_count() for a, b in itertools.combinations(hashes, 2)) > ALIKE


@pytest.mark.parametrize("kind", ["columns", "line", "bars", "area"])
def test_a_chart_shows_what_it_is_given(kind):
    texts = {"title": "Кубометр", "labels": "а; б; в", "values": "1; 2,5; 3", "kind": kind}
    given = draw("chart", 1, *SMALL, texts=texts)
    other = draw("chart", 1, *SMALL, texts={**texts, "values": "3; 2,5; 1"})
    renamed = draw("chart", 1, *SMALL, texts={**texts, "title": "Вода"})
    assert len({image.tobytes() for image in (given, other, renamed)}) == 3


@pytest.mark.parametrize("values", ["0; 0", "1; 2 | 3; 4", "1 200 000; 7"])
def test_a_chart_takes_any_numbers(values):
    texts = {"labels": "торік; цього року", "values": values, "note": "За даними громади", "x": "x"}
    assert draw("chart", 2, *SMALL, texts=texts).size == SMALL


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"labels": "а; б", "values": "1; 2; 3"}, "as many labels"),
        ({"values": "1; 2; 3"}, "as many labels"),
        ({"labels": "а", "values": "багато"}, "could not convert"),
        ({"kind": "cake"}, "unknown kind of chart 'cake'"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why(texts, words):
    with pytest.raises(ValueError, match=words):
        draw("chart", 1, *SMALL, texts=texts)


@pytest.mark.parametrize("key", ["title", "river", "park", "districts", "markers", "north"])
def test_a_map_has_the_words_it_is_given(key):
    plain = draw("map", 1, 480, 300)
    assert draw("map", 1, 480, 300, texts={key: "Ґанок"}).tobytes() != plain.tobytes()


def test_a_map_needs_no_words():
    empty = dict.fromkeys(("title", "river", "park", "districts", "markers"), "")
    assert draw("map", 1, *SMALL, texts=empty).size == SMALL


def test_the_font_has_every_letter_of_ukrainian():
    font = ImageFont.truetype(str(FONT), 40)
    missing = bytes(font.getmask("\uffff"))
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    needed = letters + letters.upper() + "ʼ’«»—–…№₴°0123456789,.%²³"
    assert [sign for sign in needed if bytes(font.getmask(sign)) == missing] == []


def test_the_command_writes_examples(tmp_path, capsys):
    assert main(["--out", str(tmp_path), "--scene", "map", "--seeds", "2", "--width", "160",
                 "--height", "100"]) == 0  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map-1.png", "map-2.png"]
    assert "map-2.png" in capsys.readouterr().out


def test_the_command_begins_at_a_seed(tmp_path):
    main(["--out", str(tmp_path), "--scene", "portrait", "--first", "44", "--seeds", "1",
          "--width", "90", "--height", "90"])  # fmt: skip
    with Image.open(tmp_path / "portrait-44.png") as written:
        assert written.tobytes() == draw("portrait", 44, 90, 90).tobytes()


def test_the_command_makes_a_sheet(tmp_path):
    main(["--out", str(tmp_path), "--scene", "snow", "--seeds", "2", "--contact-sheet"])
    with Image.open(tmp_path / "contact-sheet.png") as sheet:
        assert sheet.size == (12 + 412 * 2, 12 + 262)
