"""What stands in the copies of law tests: every block, whatever it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from shpalta.newsroom.models import (
    Address,
    Article,
    Contributor,
    DocumentFile,
    FreePage,
    Picture,
    Section,
    Series,
    Topic,
)

KINDS = (
    "text", "list", "links", "subhead", "picture", "gallery", "quote", "exchange", "table",
    "read_also", "document", "embed", "embed_unknown", "divider",
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """How a copy is made, whatever it says. Numbers choose among what there is."""

    section: int = 0
    topics: tuple[int, ...] = (0,)
    people: tuple[int, ...] = (0,)
    genre: str = "news"
    picture: int | None = None
    kinds: tuple[str, ...] = ("text",)
    other: int = 0
    short: bool = False
    series: int | None = None
    part: int | None = None


@dataclass
class Story:
    """An article, and the word of the copy that readers should see; empty when none."""

    pk: int
    uid: str
    language: str
    public: str = ""

    @property
    def article(self) -> Article:
        return Article.objects.get(pk=self.pk)


def some(things: Iterable[Any], number: int) -> Any:
    known = list(things)
    return known[number % len(known)]


class Bodies:
    """Bodies of articles and free pages."""

    stories: list[Story]

    def body(self, shape: Shape, word: str) -> list[dict[str, Any]]:
        blocks = [
            {
                "id": f"b{number}",
                "type": kind.split("_un")[0],
                "value": self.value(kind, shape, word),
            }
            for number, kind in enumerate(shape.kinds or ("text",))
        ]
        for block in blocks:
            if block["type"] in {"list", "links"}:
                block["type"] = "text"
        # Whatever else there is, a body is never empty: a link to what is not public shows nothing.
        return [*blocks, {"id": "end", "type": "text", "value": f"<p>Кінець {word}.</p>"}]

    def value(self, kind: str, shape: Shape, word: str) -> Any:
        number = shape.other
        values: dict[str, Callable[[], Any]] = {
            "text": lambda: f"<p>Слово <b>{word}</b> <i>і</i> <br/>рядок.</p>",
            "list": lambda: f"<ul><li>{word}<ol><li>два</li></ol></li><li>три</li></ul>",
            "links": lambda: self.links(number, word),
            "subhead": lambda: f"Підзаголовок {word}",
            "picture": lambda: {
                "picture": some(Picture.objects.order_by("pk"), number).pk,
                "alt": f"Опис {word}",
                "caption": f"Підпис {word}",
                "decorative": False,
            },
            "gallery": lambda: {
                "title": f"Знімки {word}",
                "pictures": [
                    {
                        "type": "item",
                        "id": f"g{place}",
                        "value": {
                            "picture": some(Picture.objects.order_by("pk"), number + place).pk,
                            "alt": f"Опис {word}",
                            "caption": "",
                            "decorative": False,
                        },
                    }
                    for place in range(2)
                ],
            },
            "exchange": lambda: {
                "question": f"Чому {word}?",
                "speaker": "Мер",
                "answer": self.links(number, word),
            },
            "quote": lambda: {"text": f"Так, {word}.", "speaker": "Мер", "role": "міський голова"},
            "table": lambda: {
                "table": {
                    "columns": [{"type": "text", "heading": "Рік"}],
                    "rows": [{"values": [word]}, {"values": ["2026"]}],
                    "caption": f"Таблиця {word}",
                },
                "row_header": bool(number % 2),
            },
            "read_also": lambda: [self.another(number), self.another(number + 1)],
            "document": lambda: {
                "document": some(DocumentFile.objects.order_by("pk"), number).pk,
                "title": "",
            },
            "embed": lambda: {"url": "https://youtu.be/dQw4w9WgXcQ", "title": f"Відео {word}"},
            "embed_unknown": lambda: {"url": "https://example.net/x", "title": f"Сторінка {word}"},
            "divider": lambda: None,
        }
        return values[kind]()

    def another(self, number: int) -> int:
        return some(self.stories, number).pk if self.stories else 1

    def links(self, number: int, word: str) -> str:
        address = some(["/nowhere.html", *Address.objects.values_list("path", flat=True)], number)
        things = [("page", self.another(number))]
        for kind, model in (
            ("section", Section),
            ("topic", Topic),
            ("series", Series),
            ("contributor", Contributor),
            ("free_page", FreePage),
        ):
            if not model.objects.exists():
                continue
            things.append((kind, some(model.objects.order_by("pk"), number).pk))
        inside = " ".join(f'<a linktype="{kind}" id="{pk}">{kind}</a>' for kind, pk in things)
        return (
            f'<p>{word} {inside} <a href="https://example.net/{number}">там</a> '
            f'<a href="{address}">тут</a> <a linktype="page" id="99999">ніде</a></p>'
        )
