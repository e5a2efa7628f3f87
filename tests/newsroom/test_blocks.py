"""The blocks as the editor's form knows them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import RawHTMLBlock, StreamValue

from shpalta.newsroom.blocks import (
    TEXT_FEATURES,
    BodyBlock,
    EmbedBlock,
    ExchangeBlock,
    GalleryBlock,
    PictureUseBlock,
)
from shpalta.newsroom.models import Picture
from tests.newsroom import drawn


@pytest.fixture
def picture(db: None, settings: Any, tmp_path: Any) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    made = Picture(title="П", file=ContentFile(drawn.jpeg(40, 30), "a.jpg"))
    made.save()
    return made


def test_the_blocks_are_sound() -> None:
    assert BodyBlock().check() == []


def test_there_is_no_raw_html() -> None:
    kinds = BodyBlock().child_blocks
    assert not any(isinstance(block, RawHTMLBlock) for block in kinds.values())
    assert kinds["text"].features == ["bold", "italic", "link", "entity-link", "ol", "ul"]
    assert set(kinds["table"].child_blocks["table"].child_blocks) == {"text"}


def test_a_picture_is_described_or_decorative(picture: Picture) -> None:
    block = PictureUseBlock()

    def clean(**fields: Any) -> Any:
        given = {"picture": picture, "alt": "", "decorative": False, "caption": "", **fields}
        return block.clean(block.normalize(given))

    with pytest.raises(ValidationError) as caught:
        clean()
    assert set(caught.value.block_errors) == {"alt"}
    assert clean(alt="Міст")["alt"] == "Міст"
    assert clean(decorative=True)["decorative"]
    block.defer_required_validation()
    assert clean()["picture"] == picture
    block.restore_deferred_validation()
    picture.alt = "Власний опис"
    picture.save()
    assert clean()["alt"] == ""


def test_a_gallery_has_two_pictures_each_described_or_decorative(picture: Picture) -> None:
    block = GalleryBlock()
    plain = {"picture": picture, "alt": "", "caption": "", "decorative": True}

    def clean(*pictures: dict[str, Any]) -> Any:
        items = [{**plain, **given} for given in pictures]
        return block.clean(block.normalize({"title": "", "pictures": items}))

    assert len(clean({}, {"decorative": False, "alt": "Міст"})["pictures"]) == 2
    with pytest.raises(ValidationError) as few:
        clean({})
    assert set(few.value.block_errors) == {"pictures"}
    with pytest.raises(ValidationError):
        clean({}, {"decorative": False})


def test_an_exchange_has_question_and_answer_and_the_texts_own_features() -> None:
    block = ExchangeBlock()
    assert block.child_blocks["answer"].features == list(TEXT_FEATURES)
    good = {"question": "Коли?", "speaker": "", "answer": "<p>Завтра.</p>"}
    assert block.clean(block.normalize(good))["question"] == "Коли?"
    for lacking in ("question", "answer"):
        with pytest.raises(ValidationError) as caught:
            block.clean(block.normalize({**good, lacking: ""}))
        assert set(caught.value.block_errors) == {lacking}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "example", "//x.org"])
def test_embeds_have_an_address_of_the_web(url: str) -> None:
    block = EmbedBlock()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"url": url, "title": "Відео"}))
    good = {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Відео"}
    assert block.clean(block.normalize(good)) == good


def test_every_block_has_a_form(picture: Picture) -> None:
    block = BodyBlock()
    state = block.get_form_state(
        block.to_python(
            [
                {"type": "picture", "value": {"picture": picture.pk}, "id": "p"},
                {"type": "gallery", "value": {"pictures": [{"picture": picture.pk}]}, "id": "g"},
                {"type": "exchange", "value": {"question": "Коли?"}, "id": "e"},
                {"type": "divider", "value": None, "id": "d"},
            ]
        )
    )
    assert [item["type"] for item in state] == ["picture", "gallery", "exchange", "divider"]


def test_ids_are_given_once() -> None:
    block = BodyBlock()
    stream = StreamValue(block, [("subhead", "Раз"), ("subhead", "Два")])
    first = [item["id"] for item in stream.get_prep_value()]
    assert all(first)
    assert [item["id"] for item in stream.get_prep_value()] == first
    del stream[0]
    assert [item["id"] for item in stream.get_prep_value()] == first[1:]
