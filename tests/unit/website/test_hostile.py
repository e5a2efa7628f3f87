"""Hostile text in every field appears as text or not at all."""

import re
from typing import Any

import msgspec
import pytest

from shpalta import records
from tests.unit.website.house import (
    ENTITIES,
    OUTLET,
    REGISTRY,
    THEME,
    USE,
    House,
    article,
    byline,
    text,
)
from tests.unit.website.reading import all_of, dangers, text_of

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'></title></style></script><script>alert(1)</script>",
    "<!--<script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "]]>&lt;b&gt;&amp;",
    "\u202eтиха\u2066 \u2028 \u200d ",
    "//evil.example.org/\\",
    "a" * 100_000,
)
# The fields that hold text: the rest are names of things, which the newsroom and the press hold
# to their alphabets.
TEXTS = frozenset(
    [
        *("headline", "short_headline", "lead", "dateline", "text", "alt", "caption", "title"),
        *("speaker", "rows", "header", "name", "description", "bio", "tagline", "footer", "label"),
        *(
            "question",
            "expertise",
            "email",
            "phone",
            "address",
            "url",
            "frame",
            "provider",
            "aliases",
            "licence",
        ),
    ]
)


def poisoned(value: Any, attack: str) -> Any:
    """The record with ``attack`` in every field of text."""
    return msgspec.convert(_poison(msgspec.to_builtins(value), attack), type(value))


def _poison(value: Any, attack: str, *, text: bool = False) -> Any:
    if isinstance(value, dict):
        return {k: _poison(v, attack, text=text or k in TEXTS) for k, v in value.items()}
    if isinstance(value, list):
        return [_poison(one, attack, text=text) for one in value]
    return attack if text and isinstance(value, str) else value


def body() -> tuple[Any, ...]:
    web = records.Span("a", link=records.WebLink("https://example.org/"))
    return (
        text("Абзац"),
        records.Text("w", (records.Paragraph("wp", (web, records.Span("b", bold=True))),)),
        records.Subhead("s", "Підзаголовок"),
        records.PictureBlock("pb", USE),
        records.Quote("q", "Цитата", "Хто", "посада"),
        records.Table("t", (("1", "2"),), ("а", "б"), "Таблиця", True),
        records.DocumentLink("d", "plan", "Назва"),
        records.Embed("e", "https://example.org/v", "Відео", "Хтось", "https://example.org/f"),
        records.ReadAlso("r", ("a2",)),
        records.Gallery("g", (USE, USE), "Назва"),
        records.Exchange("x", "Питання", (records.Paragraph("xa", (records.Span("Так"),)),), "Хто"),
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda text: text[:20])
def test_it_stays_text_on_every_page(attack: str) -> None:
    h = House()
    h.seal("theme", "theme", THEME.record("1", "https://nadrichchia.example.org"))
    h.seal("outlet", "outlet", poisoned(OUTLET, attack))
    for kind, record in ENTITIES:
        h.seal(kind, record.id, poisoned(record, attack))
    one = article("a1", picture=USE, body=body(), bylines=(byline("hai"),), topics=("voda",),
        series="richka", part=1, genre="opinion")  # fmt: skip
    h.put(poisoned(one, attack), poisoned(article("a2"), attack))
    h.seal("redirect", "/g.html", records.Redirect("/g.html", "uk", gone=True, reason=attack))
    h.seal("redirect", "/m.html", records.Redirect("/m.html", "uk", article="a1"))
    places = [("article", "a1"), ("gone", "/g.html"), ("moved", "/m.html"), ("front", "uk")]
    places += [("latest", "uk"), ("section", "misto"), ("topic", "voda"), ("fragment", "uk")]
    places += [("contributor", "hai", "uk"), ("not-found", "uk"), ("leaf", "all/uk", "first")]
    places += [("series", "richka"), ("page", "about"), ("archive", "uk"), ("year", "uk", "2026")]
    places += [("month", "uk", "2026-11"), ("day", "uk", "2026-11-23")]
    for family, *args in places:
        page = h.family_render(family, *args)
        assert not dangers(page), (family, dangers(page)[:3])
        seen = re.sub(r"/media/\S+", "", page.split("<body", 1)[1])
        assert "49" not in seen or "7*7" not in attack
    heading = all_of(h.family_render("article", "a1"), "h1")[0]
    assert text_of(heading) == attack
    assert (
        REGISTRY.family("article").blames(
            REGISTRY.family("article").claims("record:article:a1", h.doors)[0]
        )
        == "a1"
    )


def test_machine_data_cannot_end_their_element() -> None:
    from tests.unit.website.house import house

    one = article("a1", headline="</script><script>alert(1)</script>\u2028&")
    page = house().put(one).family_render("article", "a1")
    scripts = all_of(page, "script")
    assert len(scripts) == 3
    data = next(s for s in scripts if s.get("type") == "application/ld+json").text
    assert msgspec.json.decode(data)["@graph"][0]["headline"] == one.headline
    assert "<" not in data


def test_a_title_closes_the_direction_it_opened() -> None:
    from tests.unit.website.house import house

    page = house().put(article("a1", headline="\u202eтиха\nріка")).family_render("article", "a1")
    assert text_of(all_of(page, "title")[0]) == "\u202eтиха ріка\u202c — Надріччя"
