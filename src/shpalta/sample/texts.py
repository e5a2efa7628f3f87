"""Plain texts as articles, through an editor's road; and the proof that they came out unchanged."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from shpalta.lib.text import cut_at_word

HEADLINE = 110
LEAD = 240
SECTION, SECTION_SLUG = "Тексти", "teksty"
CONTRIBUTOR, CONTRIBUTOR_SLUG = "Збірка текстів", "zbirka-tekstiv"
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)", re.S)
_STEP = 100


@dataclass(slots=True)
class Loaded:
    """What came of a folder: how many were published, and why others were not."""

    published: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Compared:
    """How many pages say exactly their text, and what is different about the others."""

    equal: int = 0
    different: dict[str, str] = field(default_factory=dict)


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """(name, text) of every ``.txt`` of ``folder`` that says anything, by name."""
    for place in sorted(folder.glob("*.txt")):
        text = place.read_text(encoding="utf-8")
        if text.strip():
            yield place.stem, text


def paragraphs(text: str) -> list[str]:
    """The lines of ``text`` that say anything, each as it stands."""
    return [line for line in text.split("\n") if line.strip()]


def headline_of(text: str) -> str:
    """The first sentence, cut at a word."""
    first = paragraphs(text)[0]
    sentence = _SENTENCE.match(first.strip())
    return cut_at_word(sentence.group() if sentence else first, HEADLINE)


def publish_folder(
    folder: Path, limit: int | None = None, say: Callable[[str], None] = lambda line: None
) -> Loaded:
    """Publish every text; one that is refused is named and stops no other.

    The dateline holds the text's name, so that ``compare_folder`` finds the page again.
    """
    report = Loaded()
    shelf, section, contributor, user = _ground()
    for number, (name, text) in enumerate(islice(texts_of(folder), limit), 1):
        try:
            _publish(name, text, shelf, section, contributor, user)
        except ValidationError as error:
            report.refused[name] = "; ".join(error.messages)
        else:
            report.published += 1
        if number % _STEP == 0:
            say(f"{number}")
    return report


def _ground() -> tuple[Any, Any, Any, Any]:
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale

    from shpalta.newsroom.models import Contributor, Section
    from shpalta.newsroom.outlets import main_language
    from shpalta.newsroom.shelves import shelf_for

    locale = Locale.objects.get(language_code=main_language())
    section, _ = Section.objects.get_or_create(
        slug=SECTION_SLUG, locale=locale, defaults={"name": SECTION}
    )
    contributor, _ = Contributor.objects.get_or_create(
        slug=CONTRIBUTOR_SLUG, defaults={"name": CONTRIBUTOR}
    )
    user = get_user_model().objects.filter(is_superuser=True).first()
    return shelf_for(locale), section, contributor, user


def _publish(name: str, text: str, shelf: Any, section: Any, contributor: Any, user: Any) -> None:
    """One text, as an editor would: a draft, a revision, the act of publishing."""
    from django.db import transaction

    from shpalta.newsroom.actions import Publish
    from shpalta.newsroom.models import Article, Byline
    from shpalta.newsroom.richtext.writer import from_paragraphs

    lines = paragraphs(text)
    article = Article(
        title=headline_of(text),
        lead=cut_at_word(lines[0], LEAD),
        dateline=name,
        section=section,
        locale=shelf.locale,
        live=False,
        owner=user,
    )
    article.body = [("text", from_paragraphs([line])) for line in lines]
    article.bylines = [Byline(contributor=contributor, role="author")]
    with transaction.atomic():
        shelf.add_child(instance=article)
        article.save_revision(user=user)
        Publish(article, user).execute()


# -- the proof
# ---------------------------------------------------------------------------------------


class _Body(HTMLParser):
    """Collects the text of a page's paragraphs, character for character, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p" and ("data-block", "paragraph") in attrs:
            self._inside = True
            self.found.append("")
        elif tag == "br" and self._inside:
            self.found[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def body_of_page(page: str) -> list[str]:
    """The paragraphs that the page of an article shows."""
    parser = _Body()
    parser.feed(page)
    parser.close()
    return parser.found


def compare_folder(folder: Path, edition: Path, limit: int | None = None) -> Compared:
    """The texts of ``folder`` (at most ``limit``) against the pages that were pressed from them."""
    from shpalta.newsroom.addressing import path_of
    from shpalta.newsroom.models import Article

    report = Compared()
    pages = {
        article.dateline: path_of(article)
        for article in Article.objects.filter(live=True, section__slug=SECTION_SLUG)
        .select_related("locale")
        .defer("body")
    }
    for name, text in islice(texts_of(folder), limit):
        path = pages.get(name)
        place = edition / path.lstrip("/") if path else None
        if place is None or not place.is_file():
            report.different[name] = "no page"
            continue
        found, wanted = body_of_page(place.read_text(encoding="utf-8")), paragraphs(text)
        if found == wanted:
            report.equal += 1
        else:
            report.different[name] = _first_difference(found, wanted)
    return report


def _first_difference(found: list[str], wanted: list[str]) -> str:
    if len(found) != len(wanted):
        return f"{len(wanted)} paragraphs went in, {len(found)} came out"
    for number, (mine, theirs) in enumerate(zip(found, wanted, strict=True), 1):
        for place, (a, b) in enumerate(zip(mine, theirs, strict=False)):
            if a != b:
                return f"paragraph {number}, character {place}: {b!r} became {a!r}"
        if mine != theirs:
            return f"paragraph {number}: {len(theirs)} characters went in, {len(mine)} came out"
    return "the same"
