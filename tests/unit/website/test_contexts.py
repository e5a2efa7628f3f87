"""What templates use and what their documented contexts offer is the same."""

import dataclasses
from typing import Any

import msgspec
import pytest

from shpalta import records
from shpalta.website import contexts
from shpalta.website.dates import When
from shpalta.website.pages import archive, free, front, lists, notices, person, series
from shpalta.website.pages import article as article_pages
from shpalta.website.templating import closure, environment
from tests.unit.website.house import OUTLET, THEME, USE, House, article, byline, house
from tests.unit.website.test_hostile import body

USED: set[tuple[str, str]] = set()
TEMPLATES = {
    "article.html": contexts.ArticlePage,
    "front.html": contexts.FrontPage,
    "list.html": contexts.ListPage,
    "contributor.html": contexts.ContributorPage,
    "series.html": contexts.SeriesPage,
    "archive.html": contexts.ArchivePage,
    "month.html": contexts.MonthPage,
    "page.html": contexts.FreePage,
    "fragment.html": contexts.FragmentPage,
    "gone.html": contexts.GonePage,
    "not_found.html": contexts.NotFoundPage,
    "moved.html": contexts.MovedPage,
}
# For whoever writes a theme of their own; the stock one has no need of them.
SPARE = {("When", "day")}
# Every page has both translation functions; not every template has something to count.
FUNCTIONS = {"t", "tn"}


class Spy:
    """An object that notes which of its fields a template asked for."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._inner, name)
        USED.add((type(self._inner).__name__, name))
        return spied(value)


def spied(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return Spy(value)
    return tuple(spied(one) for one in value) if isinstance(value, tuple) else value


@pytest.fixture(scope="module")
def rich() -> House:
    outlet = msgspec.structs.replace(OUTLET, logo="ab" * 32, logo_format="svg")
    h = house(outlet)
    spans = (records.Span("а\nб", bold=True, italic=True, link=records.WebLink("https://e.org/")),)
    items = (records.blocks.Item("i1", spans), records.blocks.Item("i2", spans, 1))
    more = (records.Text("x", (records.Paragraph("xp", spans), records.ListBlock(items, True))),)
    h.put(
        article(
            "a1",
            picture=USE,
            body=body() + more,
            bylines=(byline("hai"), byline("luka", "editor")),
            topics=("voda",),
            changed="2026-11-24T00:00:00Z",
            dateline="Тихобрід",
            related=("a2",),
            translations={"en": "e1"},
            first_published="2024-11-23T07:41:05Z",
            genre="advertising",
        ),
        article("a2", picture=USE, bylines=(byline("hai"),), genre="opinion"),
        article("e1", language="en", path="/en/e1.html", section="town"),
        *(article(f"b{n}", first_published=f"2026-10-01T{n % 24:02}:00:00Z") for n in range(60)),
    )  # fmt: skip
    for n in range(1, 30):
        place = {"series": "richka", "part": n, "first_published": f"2026-09-{n:02}T08:00:00Z"}
        h.put(article(f"s{n}", genre="opinion", bylines=(byline("hai"),), **place))
    h.tick("2026-11-24T00:00:00Z")
    h.seal("redirect", "/g.html", records.Redirect("/g.html", "uk", gone=True, reason="Так."))
    h.seal("redirect", "/m.html", records.Redirect("/m.html", "uk", article="a1"))
    return h


def test_every_field_of_every_context_is_used_and_every_use_is_a_field(rich: House) -> None:
    doors, leaf = rich.doors, rich.doors.leaves("all/uk")[1]
    made = [
        ("article.html", article_pages.article_page(doors, "a1")),
        ("front.html", front.front_page(doors, "uk")),
        ("list.html", lists.section_page(doors, "misto")),
        ("list.html", lists.latest_page(doors, "uk")),
        ("list.html", lists.leaf_page(doors, "all/uk", leaf)),
        ("contributor.html", person.contributor_page(doors, "hai", "uk")),
        ("article.html", article_pages.article_page(doors, "s2")),
        ("article.html", article_pages.article_page(doors, "s29")),
        ("series.html", series.series_page(doors, "richka")),
        ("archive.html", archive.archive_page(doors, "uk")),
        ("archive.html", archive.year_page(doors, "uk", "2026")),
        ("month.html", archive.month_page(doors, "uk", "2026-11")),
        ("list.html", archive.day_page(doors, "uk", "2026-11-23")),
        ("page.html", free.free_page(doors, "about")),
        ("fragment.html", lists.fragment_page(doors, "uk")),
        ("gone.html", notices.gone_page(doors, "/g.html")),
        ("not_found.html", notices.not_found_page(doors, "uk")),
        ("moved.html", notices.moved_page(doors, "/m.html")),
    ]
    for template, context in made:
        assert type(context) is TEMPLATES[template]
        spied_fields = {name: spied(value) for name, value in context.mapping().items()}
        rich.renderer.render(template, spied_fields)
    inner = {
        cls
        for cls in vars(contexts).values()
        if dataclasses.is_dataclass(cls) and not issubclass(cls, contexts.Context)
    } | {When}
    offered = {(cls.__name__, f.name) for cls in inner for f in dataclasses.fields(cls)}
    assert offered - USED - SPARE == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_names_in_templates_are_fields_of_the_page(template: str) -> None:
    engine = environment(THEME.templates.get)
    named: set[str] = set()
    for name in closure(template, THEME.templates.get):
        named |= engine.undeclared_variables_in_template(name)
    fields = {field.name for field in dataclasses.fields(TEMPLATES[template])}
    macros = {"pictures", "items", "blocks", "loop", "caller", "words", "img", "quote", "table"}
    macros |= {"related", "document", "embed", "about", "credit", "gallery", "exchange"}
    assert named - fields - macros == set()
    unused = fields - named - {"id", "kind"} - FUNCTIONS
    assert unused == set(), f"{template} never shows {unused}"
