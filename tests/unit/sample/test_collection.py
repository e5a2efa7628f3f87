"""The sample's pictures as a collection: each draws, says something when small, and is its own."""

import itertools

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from shpalta.sample import reading
from shpalta.sample.pictures import draw
from tests.unit.sample.seeing import apart, outlines, perceptual_hash, spread

PHONE = (400, 250)
FACE = (400, 400)
ALIKE = 10
"""Bits of 64: what differs in no more is usually taken for the same picture."""
SPREAD = 40
"""Levels of grey that a picture needs between its darks and its lights."""
OUTLINES = 0.015
"""The share of a picture's pixels that must lie on the edge of a shape."""

pytestmark = pytest.mark.xdist_group("collection")


def used():
    """Every picture in use with its key."""
    for data in (*reading.articles(), *reading.pages()):
        for picture in reading.pictures_of(data):
            yield picture["key"], picture


def recipe(picture):
    """What a picture is drawn from; equal recipes give equal pictures."""
    texts = tuple(sorted(picture.get("texts", {}).items()))
    return picture["scene"], picture["seed"], texts


PICTURES = dict(used())
FACES = {face["key"]: face for face in reading.portraits()}


@pytest.fixture(scope="module")
def drawings():
    """Every picture as a phone shows it, and every contributor's portrait."""
    pictures = {
        key: draw(picture["scene"], picture["seed"], *PHONE, picture.get("texts"))
        for key, picture in PICTURES.items()
    }
    faces = {key: draw(face["scene"], face["seed"], *FACE) for key, face in FACES.items()}
    return pictures | faces


def test_a_key_means_one_picture():
    recipes = {}
    for key, picture in used():
        recipes.setdefault(key, set()).add(recipe(picture))
    assert {key: found for key, found in recipes.items() if len(found) > 1} == {}
    assert len({recipe(picture) for picture in PICTURES.values()}) == len(PICTURES)


def test_the_collection_is_varied():
    scenes = [picture["scene"] for picture in PICTURES.values()]
    assert len(set(scenes)) >= 20
    assert scenes.count("map") >= 2
    assert scenes.count("chart") >= 2


def test_every_contributor_has_a_face_of_their_own():
    people = [item for item in reading.entities()["contributors"] if "translation_of" not in item]
    assert {item["key"] for item in people if "portrait" not in item} == set()
    assert {face["shape"] for face in FACES.values()} == {"square"}
    assert len({face["seed"] for face in FACES.values()}) == len(FACES) >= 11


def test_every_picture_says_what_it_shows():
    assert {key for key, picture in used() if len(picture["alt"].split()) < 4} == set()


def test_no_two_pictures_are_alike(drawings):
    hashes = {key: perceptual_hash(image) for key, image in drawings.items()}
    near = {
        pair: bits
        for pair in itertools.combinations(hashes, 2)
        if (bits := apart(*(hashes[key] for key in pair))) <= ALIKE
    }
    assert near == {}


def test_every_picture_is_legible_on_a_phone(drawings):
    pale = {key: spread(image) for key, image in drawings.items() if spread(image) < SPREAD}
    dull = {key: outlines(image) for key, image in drawings.items() if outlines(image) < OUTLINES}
    assert (pale, dull) == ({}, {})


def test_a_hash_knows_a_picture_again():
    image = draw("bridge", 3, *PHONE)
    known = perceptual_hash(image)
    smaller = image.resize((160, 100), Image.Resampling.BICUBIC)
    lighter = ImageEnhance.Brightness(image).enhance(1.15)
    assert apart(known, perceptual_hash(smaller)) <= ALIKE
    assert apart(known, perceptual_hash(lighter)) <= ALIKE
    assert apart(known, perceptual_hash(draw("bridge", 4, *PHONE))) > ALIKE


@pytest.mark.parametrize("scene", ["street", "portrait", "boats"])
def test_a_blurred_or_a_faded_picture_is_not_legible(scene):
    image = draw(scene, 1, *PHONE)
    grey = Image.new("RGB", PHONE, (128, 128, 128))
    assert outlines(image) >= OUTLINES > outlines(image.filter(ImageFilter.GaussianBlur(6)))
    assert spread(image) >= SPREAD > spread(Image.blend(image, grey, 0.85))
    assert outlines(grey) == spread(grey) == 0
