"""The laws over a newsroom that does everything a newsroom does, in any order.

A rule is one act or one misfortune; ``settle`` presses what waits and holds the laws against it.
"""

from __future__ import annotations

import contextlib
import random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from shpalta.lib.digests import digest
from shpalta.press import journal
from shpalta.press.engine import Report
from shpalta.press.errors import LeaseLost
from shpalta.records import Byline, PictureUse, Subhead, encode
from tests.laws import edition
from tests.press.faults import Ended
from tests.press.newsroom import Newsroom

# Law 4: an ordinary publication renders at most A + B × (section, topics, contributors) files.
A, B = 25, 5

SECTIONS, TOPICS, PEOPLE, PICTURES = ("misto", "sport"), ("t0", "t1"), ("c0", "c1"), ("p0", "p1")
BAD = ("BROKEN", "FRAGILE")
pick = st.integers(0, 50)
subset = st.lists(st.sampled_from(TOPICS), unique=True)


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.newsroom = self.open()
        self.count = 0
        self.secret: set[str] = set()
        """Words that no file may hold: of copies retracted, or too broken to be drawn."""
        self.firm = self.bulked = False
        self.sound = True
        """Nothing has failed so far: a teardown must not hide what did."""

    def open(self) -> Newsroom:
        """An empty newsroom over the databases that the laws are held against."""
        return Newsroom()

    @initialize()
    def found(self) -> None:
        self.newsroom.found(*SECTIONS)
        for name in TOPICS:
            self.newsroom.topic(name, name.upper())
        for name in PEOPLE:
            self.newsroom.contributor(name, name.upper())
        for name in PICTURES:
            self.newsroom.picture(name, name.encode() * 200)

    # -- words ------------------------------------------------------------------------------------

    def word(self) -> str:
        self.count += 1
        return f"слово{self.count}."

    def some(self, number: int) -> str:
        names = sorted(self.newsroom.articles)
        return names[number % len(names)]

    def alive(self) -> bool:
        return bool(self.newsroom.articles)

    def words_of(self, ident: str) -> set[str]:
        """Every word that a copy of ``ident`` ever held."""
        found = set()
        for row in journal.rows_of(self.newsroom.rows, "article", ident):
            text = (row.record or b"").decode()
            found |= {f"слово{n}." for n in range(self.count + 1) if f"слово{n}." in text}
        return found

    # -- acts -------------------------------------------------------------------------------------

    def new(self, **fields: Any) -> str:
        ident = fields.pop("ident", f"a{self.count}")
        self.newsroom.wait(minutes=1)
        self.newsroom.publish(ident, fields.pop("headline", self.word()), **fields)
        return ident

    @rule(section=st.sampled_from(SECTIONS), topics=subset, person=st.sampled_from(PEOPLE))
    def publish(self, section: str, topics: list[str], person: str) -> None:
        self.new(section=section, topics=tuple(topics), bylines=(Byline(person),))

    @rule(picture=st.sampled_from(PICTURES), number=pick)
    def publish_with_picture_and_relations(self, picture: str, number: int) -> None:
        related = (self.some(number),) if self.alive() else ()
        self.new(picture=PictureUse(picture, "опис"), related=related)

    @rule(days=st.integers(1, 800))
    def import_from_an_archive(self, days: int) -> None:
        now = self.newsroom.now
        self.newsroom.wait(days=-days)
        self.new(path=f"/old/{days}/{self.count}.html")
        self.newsroom.now = now

    @precondition(alive)
    @rule(number=pick, gives_way=st.booleans())
    def want_a_path_that_is_taken(self, number: int, gives_way: bool) -> None:
        self.settle()
        other = self.newsroom.articles[self.some(number)]
        if any(word in other.headline for word in BAD):
            return
        word = self.word()
        self.secret.add(word)
        ident = self.new(path=other.path, headline=word)
        newcomer = self.newsroom.articles.pop(ident)
        self.settle()
        if gives_way:
            self.secret.discard(word)
            self.new(headline=word, ident=ident)
        else:
            self.newsroom.act("withdraw", ("article", newcomer.id, None))

    @precondition(alive)
    @rule(
        number=pick,
        what=st.sampled_from(
            ["headline", "lead", "body", "section", "topics", "bylines", "picture"]
        ),
        choice=st.integers(0, 1),
    )
    def change(self, number: int, what: str, choice: int) -> None:
        values: dict[str, Any] = {
            "headline": self.word(),
            "lead": self.word(),
            "body": (Subhead("b1", self.word()),),
            "section": SECTIONS[choice],
            "topics": TOPICS[:choice],
            "bylines": tuple(Byline(p) for p in PEOPLE[choice:]),
            "picture": PictureUse(PICTURES[choice]) if choice else None,
        }
        self.newsroom.change(self.some(number), **{what: values[what]})

    @precondition(alive)
    @rule(number=pick)
    def change_slug(self, number: int) -> None:
        ident = self.some(number)
        path = self.newsroom.articles[ident].path.rsplit("/", 1)[0]
        self.newsroom.change(ident, path=f"{path}/{ident}-{self.word()[5:-1]}.html")

    @precondition(alive)
    @rule(number=pick)
    def change_slug_back(self, number: int) -> None:
        ident = self.some(number)
        rows = journal.rows_of(self.newsroom.rows, "article", ident)
        first = next(row.record for row in rows if row.record)
        path = msgspec.json.decode(first)["path"]
        if all(other.path != path for other in self.newsroom.articles.values()):
            self.newsroom.change(ident, path=path)

    @precondition(alive)
    @rule(number=pick, days=st.integers(-700, 3))
    def backdate(self, number: int, days: int) -> None:
        now = self.newsroom.now
        self.newsroom.wait(days=days)
        self.newsroom.change(self.some(number), first_published=self.newsroom.text())
        self.newsroom.now = now

    @precondition(alive)
    @rule(number=pick)
    def retract(self, number: int) -> None:
        ident = self.some(number)
        self.secret |= self.words_of(ident)
        self.newsroom.retract(ident)

    @precondition(lambda self: self.newsroom.gone)
    @rule(number=pick)
    def restore(self, number: int) -> None:
        names = sorted(self.newsroom.gone)
        ident = names[number % len(names)]
        self.newsroom.restore(ident)
        self.allow(ident)

    def allow(self, ident: str) -> None:
        """The newest copy of ``ident`` may be seen, if it can be drawn."""
        record = encode(self.newsroom.articles[ident]).decode()
        if "BROKEN" not in record and (self.firm or "FRAGILE" not in record):
            self.secret -= {word for word in self.secret if word in record}

    @precondition(alive)
    @rule(number=pick, fragile=st.booleans())
    def break_copy(self, number: int, fragile: bool) -> None:
        if fragile and self.firm:
            return
        kind = "FRAGILE" if fragile else "BROKEN"
        self.newsroom.change(self.some(number), headline=f"{kind} {self.word()}")

    @rule()
    def publish_broken(self) -> None:
        self.secret.add(word := self.word())
        self.new(headline=f"BROKEN {word}")

    @precondition(alive)
    @rule(number=pick)
    def release(self, number: int) -> None:
        ident = self.some(number)
        self.newsroom.release(ident, digest(encode(self.newsroom.articles[ident])))
        self.allow(ident)

    @rule(name=st.sampled_from(SECTIONS))
    def rename_section(self, name: str) -> None:
        self.newsroom.section(name, self.word())

    @rule(name=st.sampled_from(PEOPLE))
    def rename_contributor(self, name: str) -> None:
        self.newsroom.contributor(name, self.word())

    @rule(name=st.sampled_from(PICTURES), data=st.binary(min_size=1, max_size=4))
    def change_picture(self, name: str, data: bytes) -> None:
        self.newsroom.picture(name, data * 99)

    @rule()
    def change_outlet(self) -> None:
        self.newsroom.outlet(self.word())

    @rule(firm=st.booleans(), css=st.binary(max_size=2))
    def change_theme(self, firm: bool, css: bytes) -> None:
        # A theme that cannot draw what stands already is another story: test_theme_that_fails.
        self.firm = self.firm or firm
        self.newsroom.dress(f"{'firm' if self.firm else 'plain'} {self.word()}", css)

    @rule(days=st.integers(-3, 40))
    def days_pass(self, days: int) -> None:
        self.newsroom.wait(days=days)

    @precondition(lambda self: not self.bulked)
    @rule(seed=st.integers(0, 9))
    def bulk(self, seed: int) -> None:
        self.bulked = True
        chance = random.Random(seed)
        for _ in range(100):
            act = chance.choice([self.new, self.new, self.new, self.move_one, self.retract])
            if act == self.new or not self.alive():
                self.new(section=chance.choice(SECTIONS))
            else:
                act(chance.randrange(50))

    def move_one(self, number: int) -> None:
        self.newsroom.change(self.some(number), section=SECTIONS[number % 2], lead=self.word())

    # -- the press, and what befalls it -----------------------------------------------------------

    @rule(steps=st.integers(1, 4))
    def press_some(self, steps: int) -> None:
        press = self.newsroom.press()
        press.start()
        reader = edition.Reader(self.newsroom.disk)
        for _ in range(steps):
            press.step()
        self.newsroom.disk.mend()
        assert reader.broken == []

    @rule()
    def press_all_that_waits(self) -> None:
        self.settle()

    def settle(self) -> Report:
        self.sound = False
        reader = edition.Reader(self.newsroom.disk)
        report = self.newsroom.run()
        self.newsroom.disk.mend()
        assert reader.broken == []
        edition.assert_nothing_waits(self.newsroom)
        edition.assert_whole(self.newsroom)
        edition.assert_says_nothing_of(self.newsroom.disk, self.secret)
        self.see_every_article()
        edition.assert_equal_to_a_press_from_nothing(self.newsroom)
        self.sound = True
        return report

    def see_every_article(self) -> None:
        """Whatever two presses agree upon: the newest whole copy of each article is on its page."""
        there = self.newsroom.disk.edition()
        for record in self.newsroom.articles.values():
            if not any(word in record.headline for word in BAD):
                assert record.headline in there[record.path].decode()

    @rule(section=st.sampled_from(SECTIONS), topics=subset, person=st.sampled_from(PEOPLE))
    def publish_and_count(self, section: str, topics: list[str], person: str) -> None:
        self.settle()
        self.publish(section, topics, person)
        rendered = self.settle().rendered
        assert len(rendered) <= A + B * (1 + len(topics) + 1), rendered

    @rule(call=st.integers(1, 80), power=st.booleans(), seed=st.integers(0, 3))
    def crash_at_the_disk(self, call: int, power: bool, seed: int) -> None:
        self.newsroom.disk.fail(call)
        self.attempt()
        if power:
            self.newsroom.disk.power_cut(random.Random(seed))

    @rule(commit=st.integers(1, 12), kept=st.booleans(), truth=st.booleans())
    def crash_at_a_commit(self, commit: int, kept: bool, truth: bool) -> None:
        database = self.newsroom.rows if truth else self.newsroom.tables
        database.fail(commit, kept=kept)  # type: ignore[attr-defined]
        self.attempt()
        database.fail_at = None  # type: ignore[attr-defined]

    @rule(call=st.integers(1, 80))
    def disk_error(self, call: int) -> None:
        self.newsroom.disk.fail(call, OSError(5, "Input/output error"))
        self.attempt()

    def attempt(self) -> None:
        with contextlib.suppress(Ended, OSError):
            self.newsroom.run()
        self.newsroom.disk.mend()

    @rule()
    def lose_the_tables(self) -> None:
        self.newsroom.lose_tables()

    @rule(at=st.integers(1, 30))
    def another_press_takes_over(self, at: int) -> None:
        """The lease passes on in the middle of a write; the first press ends without harm."""
        disk, left = self.newsroom.disk, at

        def overtake(path: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                disk.after = None
                self.newsroom.run()

        press = self.newsroom.press()
        press.start()
        disk.after = overtake
        with contextlib.suppress(LeaseLost, OSError):
            press.run()
        disk.mend()

    def teardown(self) -> None:
        if self.sound:
            self.settle()
            edition.assert_equal_to_a_press_from_nothing(self.newsroom, replay=True)


_common = settings(
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestMachine = Machine.TestCase
TestMachine.settings = settings(_common, max_examples=60, stateful_step_count=25)


class Soak(Machine):
    """The same for an hour."""


TestSoak = pytest.mark.soak(Soak.TestCase)
TestSoak.settings = settings(_common, max_examples=3000, stateful_step_count=60)
