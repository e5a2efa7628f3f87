"""Galleries and the exchanges of interviews in a body."""

from typing import Any

from shpalta.newsroom.body import Found, PictureTarget, read_body
from shpalta.records import Exchange, Gallery

from .test_body import RAW, known, unknown


def test_whoever_went_on_answering_is_not_named_again() -> None:
    def exchange(name: str, speaker: str) -> dict[str, Any]:
        value = {"question": "Коли?", "speaker": speaker, "answer": "<p>Так.</p>"}
        return {"id": name, "type": "exchange", "value": value}

    body = read_body([exchange("a", "Орест"), exchange("b", ""), exchange("c", "Ніна")], unknown)
    assert body.problems == ()
    assert [block.speaker for block in body.blocks if isinstance(block, Exchange)] == [
        "Орест",
        "",
        "Ніна",
    ]


def test_a_gallery_keeps_its_order_and_each_picture_is_described() -> None:
    given = [{"picture": 5, "alt": "Раз"}, {"picture": 6}, {"picture": 5, "decorative": True}]
    raw = [{"id": "g", "type": "gallery", "value": {"pictures": given}}]
    there = Found(pictures={5: PictureTarget("p"), 6: PictureTarget("r")})
    body = read_body(raw, lambda _: there)
    assert [(p.block, p.code) for p in body.blocking] == [("g", "alt")]
    (gallery,) = body.blocks
    assert isinstance(gallery, Gallery)
    assert [use.picture for use in gallery.uses] == ["p", "r", "p"]
    one = [{"id": "g", "type": "gallery", "value": {"pictures": given[:1]}}]
    assert [p.code for p in read_body(one, lambda _: there).blocking] == ["few"]


def test_a_copied_answer_has_paragraphs_of_its_own() -> None:
    (source,) = [item for item in RAW if item["type"] == "exchange"]
    blocks = read_body([{**source, "id": name} for name in ("one", "two")], known).blocks
    keys = [part.id for b in blocks if isinstance(b, Exchange) for part in b.answer]
    assert keys[0] == "x1"
    assert len(set(keys)) == 2
