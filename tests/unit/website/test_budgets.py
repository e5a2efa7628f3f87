"""Bytes as a reader's line carries them (design, section 7)."""

import brotli

from shpalta.records import Paragraph, Span, Text
from tests.unit.website.house import THEME, USE, article, byline, house

KB = 1024
ENDINGS = ("", "ого", "ами", "ення", "ськ", "лись", "ючи", "ості")
SENTENCES = (
    "Рух Великим мостом зупинять о десятій вечора, і відновлять о п’ятій ранку. ",
    "Рішення виконком ухвалив у п’ятницю без обговорення, бо обговорювати нічого. ",
    "Об’їзд позначили через Млинський міст: це довше, а головне — вужче й темніше. ",
    "Насоси стоятимуть на лівому березі, а платитимуть за струм порівну обидва міста. ",
)


def size(data: bytes) -> int:
    return len(brotli.compress(data, quality=5))


def prose(characters: int) -> tuple[Text, ...]:
    """So many characters that compress like prose: words drawn by a fixed rule, no clock."""
    words = [word for sentence in SENTENCES for word in sentence.split()]
    state, found, length = 1, [], 0
    while length < characters:
        drawn = []
        for _ in range(40):
            state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
            # Endings vary as a language's do, so that hardly a word is twice the same.
            drawn.append(words[(state >> 33) % len(words)] + ENDINGS[(state >> 50) % len(ENDINGS)])
        line = " ".join(drawn)[: characters - length]
        length += len(line)
        found.append(Paragraph(f"{state:032x}", (Span(line),)))
    return (Text("t", tuple(found)),)


def page(body: tuple[Text, ...]) -> bytes:
    one = article(
        "a1", body=body, picture=USE, bylines=(byline("hai"), byline("luka", "photographer")),
        topics=("voda",), changed="2026-11-24T10:00:00Z", dateline="Тихобрід",
    )  # fmt: skip
    return house().put(one).family_render("article", "a1").encode()


def test_an_article_of_ten_thousand_characters_with_its_stylesheet() -> None:
    css = size(THEME.assets["site.css"].data)
    assert size(page(prose(10_000))) + css <= 14 * KB


def test_an_article_with_an_empty_body() -> None:
    assert size(page(())) + size(THEME.assets["site.css"].data) <= 7 * KB


def test_pages_with_a_sheet_of_their_own_stay_small() -> None:
    common = size(THEME.assets["site.css"].data)
    for name in ("front.css", "lists.css", "genres.css"):
        assert common + size(THEME.assets[name].data) <= 6 * KB
    ten = size(page(prose(10_000))) + common + size(THEME.assets["genres.css"].data)
    assert ten <= 14 * KB


def test_scripts_styles_and_fonts() -> None:
    assert size(THEME.assets["site.js"].data) <= 5 * KB
    assert size(THEME.assets["site.css"].data) <= 5 * KB
    fonts = [a.data for n, a in THEME.assets.items() if n.endswith(".woff2")]
    assert len(fonts) <= 3
    assert sum(map(len, fonts)) <= 80_000


def test_one_script_one_sheet_and_nothing_from_elsewhere() -> None:
    html = page(()).decode()
    assert html.count("<script ") == 2  # the second is data
    assert html.count('rel="stylesheet"') == 1
    head = html.split("</head>")[0]
    assert 'src="/assets/site.' in head
    assert 'src="http' not in html
