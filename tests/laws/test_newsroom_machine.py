"""The laws over the product itself: every act it has, through its own models and its own press.

A rule is something that happens to a newspaper; ``newsroom_steps`` says how editors do it and
``newsroom_laws`` what must hold after it. ``test_laws_over_a_toy`` (``test_machine``) does the
same to the press alone, with crashes, and much faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from wagtail.models import ModelLogEntry, PageLogEntry

from shpalta.newsroom.actions import ACTIONS, Publish, ReleaseHeld
from shpalta.newsroom.models import Section
from shpalta.press.api import journal
from tests.laws import newsroom_laws as laws
from tests.laws.newsroom_entities import Entities
from tests.laws.newsroom_house import Ground, House, prepared
from tests.laws.newsroom_rules import COVERED, does, pick, shapes
from tests.laws.newsroom_steps import KINDS, Editors, Memory, Shape, some

pytestmark = [
    pytest.mark.slow,
    pytest.mark.serial,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="each example restores a file"),
]

# What a journal row may say that it is of: our acts, roads past them, and the press's own facts.
SILENT = {"schedule", "embargo"}
UNASKED = {"change", "expire", "tick", "hold", "theme", "social"}


class Newspaper(Entities):
    """Looks, the press, and time after time the laws."""

    # -- looks, owner's files ---------------------------------------------------------------------

    def put(self, place: str, text: str | None) -> None:
        """A file in the newspaper's folder, or none; its press notices."""
        path = self.house.home / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)
        if self.house.machine is None:
            self.house.start()
        self.house.notice_theme()

    def draw_articles(self, look: str) -> None:
        """An article's template of the newspaper's own, which cannot draw the fragile word."""
        source = (files("shpalta.website") / "templates" / "article.html").read_text()
        mark = "{% block page %}"
        failing = f"{{% if '{self.fragile}' in headline %}}{{{{ no.such.thing }}}}{{% endif %}}"
        own = mark + f"<!-- {look} -->" + (failing if self.fragile else "")
        self.put("theme/templates/article.html", source.replace(mark, own))

    @does()
    @rule(what=st.sampled_from(["css", "article", "section", "asset", "none"]), number=pick)
    def change_the_theme(self, what: str, number: int) -> None:
        if what == "css":
            self.put("theme/assets/own.css", f"p {{ margin-top: {number}px }}")
        elif what == "article":
            self.draw_articles(f"look {number}")
        elif what == "section":
            source = (files("shpalta.website") / "templates" / "items.html").read_text()
            self.put("theme/templates/items.html", f"{source}<!-- {number} -->")
        elif what == "asset":
            self.put("theme/assets/extra.svg", f"<svg><!-- {number} --></svg>")
        else:
            for name in ("assets/own.css", "assets/extra.svg", "templates/items.html"):
                self.put(f"theme/{name}", None)

    @does()
    @rule()
    def a_theme_with_an_error_changes_nothing(self) -> None:
        before = journal.last_position(self.house.rows)
        self.put("theme/templates/end.html", "{% if %}")
        assert "end.html" in self.house.notice_theme()
        assert journal.last_position(self.house.rows) == before
        self.put("theme/templates/end.html", None)

    @does()
    @rule(name=st.sampled_from(["ads.txt", ".well-known/a.txt"]), there=st.booleans())
    def change_the_owners_files(self, name: str, there: bool) -> None:
        self.put(f"owner-files/{name}", "так" if there else None)

    @does()
    @rule(name=st.sampled_from(["robots.txt", "en/index.html", "feeds/a", "2026/11/20/a.html"]))
    def the_sites_own_paths_are_not_the_owners(self, name: str) -> None:
        before = journal.last_position(self.house.rows)
        self.put(f"owner-files/{name}", "ні")
        assert name in self.house.notice_theme()
        assert journal.last_position(self.house.rows) == before
        self.put(f"owner-files/{name}", None)

    # -- copies that cannot be drawn --------------------------------------------------------------

    @does(Publish)
    @rule(shape=shapes, number=pick, new=st.booleans())
    def publish_what_the_theme_cannot_draw(self, shape: Shape, number: int, new: bool) -> None:
        self.laws()
        if new or not self.alive():
            story = self.editors.write(shape)
        else:
            story = self.some(number, live=True)
            self.editors.edit(story, shape)
        copy = story.article.get_latest_revision_as_object()
        self.fragile = copy.lead.split()[1].rstrip(",")
        self.draw_articles("fragile")
        if self.editors.publish(story):
            self.laws()
            assert story.uid not in laws.truth_of(self.house.rows).visible or not new

    @does()
    @rule()
    def mend_the_theme(self) -> None:
        self.fragile = ""
        self.draw_articles("mended")

    def held(self) -> list[Any]:
        truth = laws.truth_of(self.house.rows)
        return [s for s in self.editors.those(live=True) if s.uid in truth.held]

    @does(ReleaseHeld)
    @rule(number=pick)
    def release(self, number: int) -> None:
        held = self.held()
        story = some(held or self.editors.stories, number)
        assert self.do(ReleaseHeld(story.article, self.editors.user)) == bool(held)

    # -- the press, and the laws ------------------------------------------------------------------

    def laws(self) -> Any:
        self.sound = False
        report = laws.settle(self.house, self.editors.expected())
        self.sound = True
        return report

    def equality(self, *, everything: bool) -> None:
        self.laws()
        self.sound = False
        laws.assert_equal_to_a_press_from_nothing(self.house, everything=everything)
        self.sound = True

    @does()
    @rule(steps=st.integers(1, 5))
    def press_some(self, steps: int) -> None:
        machine = self.house.machine or self.house.start()
        for _ in range(steps):
            machine.step()

    @does()
    @rule()
    def press_all_that_waits(self) -> None:
        self.laws()

    @does()
    @rule(everything=st.booleans())
    def compare_with_a_press_from_nothing(self, everything: bool) -> None:
        self.equality(everything=everything)

    @does()
    @rule(lost=st.booleans())
    def another_press(self, lost: bool) -> None:
        """A restart; or one after which the press's own tables are gone."""
        self.house.stop()
        if lost:
            self.house.tables = type(self.house.tables)()
        self.house.start()

    @does(Publish)
    @rule(shape=shapes)
    def publish_and_count(self, shape: Shape) -> None:
        self.laws()
        story = self.editors.write(shape)
        assert self.editors.publish(story)
        rendered = self.laws().rendered
        article = story.article
        places = 1 + article.topics.count() + article.bylines.count() + bool(article.series)
        assert len(rendered) <= laws.A + laws.B * places, rendered

    def teardown(self) -> None:
        try:
            if self.sound:
                self.equality(everything=True)
        finally:
            self.house.close()


# -- the tests ------------------------------------------------------------------------------------

real = pytest.mark.django_db(transaction=True)

NEWSPAPER = 27
"""Articles to begin with: two more, and the window of the newest 25 lets one go to a leaf."""


@pytest.fixture(scope="module")
def ground(
    tmp_path_factory: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Ground]:
    with django_db_blocker.unblock(), prepared(tmp_path_factory.mktemp("newsroom")) as made:
        house = House(made)
        editors = Editors(house)
        editors.found()
        for number in range(NEWSPAPER):
            shape = Shape(section=number % 5 // 4, topics=(number % 2,), picture=number % 3 or None)
            assert editors.publish(editors.write(shape, "en" if number % 9 == 4 else "uk"))
            house.clock.wait(minutes=7)
        laws.settle(house, editors.expected())
        laws.assert_equal_to_a_press_from_nothing(house)
        made.keep(house, Memory(editors.words, editors.stories))
        Newspaper.ground = made
        yield made


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Newspaper,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            report_multiple_bugs=False,
            phases=[phase for phase in Phase if phase != Phase.explain],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_act_has_a_rule() -> None:
    assert {act for acts in COVERED.values() for act in acts} == set(ACTIONS)
    rules = {
        name
        for name in dir(Newspaper)
        if hasattr(getattr(Newspaper, name), "hypothesis_stateful_rule")
    }
    assert rules == set(COVERED)


@real
def test_every_act_once(ground: Ground) -> None:
    """In one story: what the acts leave in the journal, and in the newsroom's own log."""
    paper = Newspaper()
    plain, rich = Shape(), Shape(1, (0, 1), (0, 1), "opinion", 0, KINDS, 3, short=True)
    paper.publish_news(rich, "uk")
    paper.publish_a_change(len(paper.editors.stories) - 1, rich, matters=True)
    paper.change_slug(0, "new", 7)
    paper.backdate(1, 400)
    paper.retract(2, told=True)
    paper.restore(0)
    paper.write_a_draft(plain, "en")
    paper.embargo(len(paper.editors.stories) - 1, 5)
    paper.schedule(len(paper.editors.stories) - 1, 6)
    paper.set_an_expiry(3, 5)
    paper.publish_a_translation(4, plain)
    paper.link_a_translation(len(paper.editors.stories) - 1, 0, parting=True)
    paper.hours_pass(30)
    paper.rename(Section, 0)
    paper.arrange_the_front([0, 1, 2], True, "uk")
    paper.draw_what_stands_for_it(0)
    paper.publish_what_the_theme_cannot_draw(plain, 0, new=True)
    paper.release(0)
    paper.laws()
    assert paper.held()
    paper.mend_the_theme()
    paper.release(0)
    paper.laws()
    assert not paper.held()
    rows = journal.read_all(paper.house.rows, journal.last_position(paper.house.rows))
    assert {row.act for row in rows} == {act.kind for act in ACTIONS} - SILENT | UNASKED
    logged = {
        entry.action.removeprefix("shpalta.")
        for model in (PageLogEntry, ModelLogEntry)
        for entry in model.objects.filter(action__startswith="shpalta.")
    }
    assert logged == {act.kind for act in ACTIONS}
    paper.teardown()


@real
def test_laws_hold_for_a_newspaper(ground: Ground) -> None:
    run(examples=8, steps=25)


@real
@pytest.mark.soak
def test_laws_hold_for_a_newspaper_for_hours(ground: Ground) -> None:
    run(examples=800, steps=50)
