"""Law 3 outside: an act has one row a webhook, and nothing is processed twice elsewhere.

A state machine takes acts, answers of a real peer, ends of the process between any two steps, a
second sender in the middle of a call, restores from a backup and decisions of a person, in any
order; and looks at what the peer has.
"""

from __future__ import annotations

import contextlib
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from shpalta.newsroom import preview
from shpalta.newsroom.acts import acting
from shpalta.newsroom.journaling import append
from shpalta.newsroom.models import Act, OutboxRow, Webhook
from shpalta.newsroom.outbox.calling import call
from shpalta.newsroom.outbox.sending import Sender
from shpalta.newsroom.outbox.settling import Decision, ask, doubt_all, settle, to_ask
from shpalta.press.api import Stage
from shpalta.press.journal import Fact
from shpalta.records import Article, encode
from tests.newsroom.conftest import empty_journal
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import SECRET, Clock, SomePress, make_sender, make_webhook

pytestmark = pytest.mark.django_db

STEPS = ("claiming", "claimed", "called", "recording", "recorded")
# A hanging peer costs the time it hangs: tests/newsroom/outbox has it.
BEHAVIOURS = tuple(name for name in peers.BEHAVIOURS if name not in {"hang", "drip"})
OPEN = ("waiting", "failed", "sending")
pick = st.integers(0, 50)


class Killed(BaseException):
    """The process ends here."""


class Outbox(RuleBasedStateMachine):
    """A newsroom, two webhooks to one peer, and what must be true of both sides."""

    peer: peers.Peer

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.number = itertools.count(1)
        self.press, self.clock = SomePress(), Clock()
        preview.register(self.press)
        self.peer.calls.clear()
        self.peer.taken.clear()
        self.peer.behaves = lambda: "ok"
        self.webhooks = [
            make_webhook(self.peer.address, read_back=self.peer.read_back),
            make_webhook(self.peer.address, changes=False),
        ]
        self.sender = make_sender(self.clock)
        self.public: dict[str, str] = {}
        self.known: list[str] = []
        self.secrets: list[str] = []
        self.expected: Counter[tuple[int, str]] = Counter()
        self.again: Counter[str] = Counter()
        self.copy: list[dict[str, Any]] = []
        self.seen = 0
        self.switched = False
        self.orderly = True

    # -- acts -------------------------------------------------------------------------------------

    def act(self, kind: str, uid: str, headline: str | None, private: str = "") -> None:
        record = None
        if headline is not None:
            record = encode(
                Article(
                    id=uid,
                    language="uk",
                    path=f"/2026/11/23/{uid}.html",
                    headline=headline,
                    section="s",
                    genre="news",
                    first_published="2026-11-23T07:41:05Z",
                )
            )
        with acting(private_reason=private), transaction.atomic():
            act = append(
                [Fact("article", uid, record)], kind=kind, subject=("article", uid), who=None
            )
        assert act is not None
        for webhook in Webhook.objects.all():
            if webhook.wants(kind, "article", withdrawn=record is None):
                self.expected[webhook.pk, act.uid] += 1
        if headline is None:
            self.public.pop(uid)
        else:
            self.public[uid] = headline

    def words(self) -> str:
        return f"слово{next(self.number)}."

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        """The peer's answers come from a seed: single choices are too much alike."""
        chance = random.Random(seed)
        self.peer.behaves = lambda: chance.choice(("ok", "ok", "ok", *BEHAVIOURS))
        for _ in range(4):
            self.publish()

    @rule()
    def publish(self) -> None:
        uid = f"a{len(self.known)}"
        self.known.append(uid)
        self.act("publish", uid, self.words())

    @rule(number=pick)
    def change(self, number: int) -> None:
        if self.public:
            self.act("change", sorted(self.public)[number % len(self.public)], self.words())

    @rule(number=pick)
    def retract(self, number: int) -> None:
        if self.public:
            secret = self.words()
            self.secrets.append(secret)
            self.act("retract", sorted(self.public)[number % len(self.public)], None, secret)

    @rule(number=pick)
    def restore(self, number: int) -> None:
        gone = [uid for uid in self.known if uid not in self.public]
        if gone:
            self.act("restore", gone[number % len(gone)], self.words())

    @rule()
    def an_act_that_fails(self) -> None:
        before = OutboxRow.objects.count()
        public, expected = dict(self.public), self.expected.copy()
        secret = self.words()
        with contextlib.suppress(Killed), transaction.atomic():
            self.act("publish", "nobody", secret)
            raise Killed
        self.public, self.expected = public, expected
        self.secrets.append(secret)
        assert OutboxRow.objects.count() == before

    # -- sending ----------------------------------------------------------------------------------

    @rule(most=st.integers(1, 6))
    def send(self, most: int) -> None:
        self.sender.tidy()
        for webhook in self.webhooks:
            self.sender.run(webhook.pk, most=most)

    @rule(number=pick, end=st.sampled_from(STEPS))
    def end_while_sending(self, number: int, end: str) -> None:
        def step(name: str) -> None:
            if name == end:
                raise Killed

        doomed = make_sender(self.clock, step=step)
        with contextlib.suppress(Killed):
            doomed.send_one(self.webhooks[number % 2].pk)
        doomed.close()

    @rule(number=pick, moment=st.sampled_from(("claimed", "called")))
    def two_senders(self, number: int, moment: str) -> None:
        others: list[Sender] = []

        def step(name: str) -> None:
            if name == moment and not others:
                others.append(make_sender(self.clock))
                others[0].tidy()
                others[0].run(self.webhooks[number % 2].pk, most=3)

        slow = make_sender(self.clock, step=step)
        slow.run(self.webhooks[number % 2].pk, most=2)
        for sender in (slow, *others):
            sender.close()

    @rule(seconds=st.sampled_from([1, 10, 120, 7200, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.clock.wait(seconds=seconds)

    @rule(number=pick, stage=st.sampled_from([Stage.PRESSED, *Stage]))
    def the_press(self, number: int, stage: Stage) -> None:
        if self.known:
            self.press.of[self.known[number % len(self.known)]] = stage

    @rule(number=pick)
    def switch(self, number: int) -> None:
        webhook = Webhook.objects.get(pk=self.webhooks[number % 2].pk)
        webhook.active = not webhook.active
        self.switched = True
        webhook.save()

    # -- doubt ------------------------------------------------------------------------------------

    @rule()
    def back_up(self) -> None:
        self.copy = list(OutboxRow.objects.values())

    @rule()
    def restore_from_the_backup(self) -> None:
        """What was told since is forgotten here, and not there."""
        if not self.copy:
            return
        self.orderly = False
        for values in self.copy:
            OutboxRow.objects.filter(pk=values["id"]).update(**values)
        doubt_all(self.clock())
        self.copy = []

    @rule(honest=st.booleans())
    def read_back(self, honest: bool) -> None:
        self.peer.answers_questions = honest
        self.orderly = False
        for row in to_ask(self.clock()):
            ask(row, call, self.clock())
        self.peer.answers_questions = True

    @rule(number=pick, decision=st.sampled_from(list(Decision)))
    def a_person_decides(self, number: int, decision: Decision) -> None:
        rows = list(OutboxRow.objects.exclude(state__in=("done", "dropped")).order_by("pk"))
        if not rows:
            return
        row = rows[number % len(rows)]
        try:
            settle(row, decision, None, self.clock())
        except ValidationError:
            return
        self.again[row.uid] += decision is Decision.AGAIN
        self.orderly = self.orderly and decision is not Decision.AGAIN

    # -- the law ----------------------------------------------------------------------------------

    @invariant()
    def check(self) -> None:
        rows = Counter(OutboxRow.objects.values_list("webhook", "act__uid"))
        assert rows == self.expected
        taken = Counter(self.peer.taken)
        too_often = {uid: n for uid, n in taken.items() if n > 1 + self.again[uid]}
        assert too_often == {}
        text = "".join(call["raw"].decode() for call in self.peer.calls[self.seen :])
        assert [secret for secret in self.secrets if secret in text] == []
        for body in self.peer.bodies()[self.seen :]:
            data = body["data"]
            headline = self.public.get(data["id"])
            assert data["withdrawn"] == (headline is None)
            assert data.get("headline") == headline
        self.seen = len(self.peer.calls)
        if self.orderly:
            self.check_order()

    def check_order(self) -> None:
        """Acts on one thing are told to one side in the order in which they were taken."""
        webhooks = dict(OutboxRow.objects.values_list("uid", "webhook"))
        told: dict[tuple[int, str], list[int]] = {}
        for call_made in self.peer.calls:
            data = call_made["body"]["data"]
            told.setdefault((webhooks[call_made["id"]], data["id"]), []).append(data["position"])
        assert [positions for positions in told.values() if positions != sorted(positions)] == []

    def teardown(self) -> None:
        try:
            self.check()
            self.settle_down()
        finally:
            self.sender.close()
            transaction.savepoint_rollback(self.savepoint)
            empty_journal()

    def settle_down(self) -> None:
        """Everything works again and time passes: nothing waits, and what was told is true."""
        self.peer.behaves = lambda: "ok"
        self.press.of.clear()
        Webhook.objects.update(active=True)
        for _ in range(2 * len(self.known) + 12):
            self.clock.wait(days=2)
            self.sender.tidy()
            made = sum(self.sender.run(webhook) for webhook in self.sender.webhooks_due())
            if not made and not OutboxRow.objects.filter(state__in=OPEN).exists():
                break
        assert not OutboxRow.objects.filter(state__in=OPEN).exists()
        self.check()
        for webhook, uid in itertools.product(self.webhooks, self.known):
            rows = OutboxRow.objects.filter(webhook=webhook, subject=uid)
            if rows.exclude(state__in=("done", "dropped")).exists():
                continue
            told = rows.filter(state="done").order_by("position").last()
            if told is not None and not told.withdrawn:
                assert uid in self.public, "what is off the site is never left announced"
            last = rows.order_by("position").last()
            if last is not None and not self.switched and webhook.changes:
                assert (last.state, last.withdrawn) == ("done", uid not in self.public)


@pytest.fixture
def machine(db: None) -> Iterator[type[Outbox]]:
    assert not Act.objects.exists()
    empty_journal()
    before = preview.press()
    with peers.running(SECRET) as peer:
        Outbox.peer = peer
        yield Outbox
    preview.register(before)


def run(machine: type[Outbox], examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            report_multiple_bugs=False,
            phases=[phase for phase in Phase if phase != Phase.explain],
            suppress_health_check=list(HealthCheck),
        ),
    )


def walk(machine: type[Outbox], seed: int, steps: int) -> None:
    """One story of steps by chance: more unlike each other than what a search comes back to."""
    chance = random.Random(seed)
    story, told = machine(), []
    try:
        story.begin(seed)
        for _ in range(steps):
            name, given = chance.choice(STORIES)
            arguments = {key: chance.choice(values) for key, values in given.items()}
            told.append((name, arguments))
            getattr(story, name)(**arguments)
            story.check()
        story.teardown()
    except BaseException as error:
        error.add_note(f"seed {seed}: {told}")
        raise


_NUMBERS = range(51)
_BOTH = (True, False)
STORIES: tuple[tuple[str, dict[str, Any]], ...] = (
    *(3 * (("send", {"most": range(1, 7)}),)),
    *(2 * (("end_while_sending", {"number": _NUMBERS, "end": STEPS}),)),
    *(2 * (("time_passes", {"seconds": (1, 10, 120, 7200, 90_000)}),)),
    ("two_senders", {"number": _NUMBERS, "moment": ("claimed", "called")}),
    ("publish", {}),
    ("change", {"number": _NUMBERS}),
    ("retract", {"number": _NUMBERS}),
    ("restore", {"number": _NUMBERS}),
    ("an_act_that_fails", {}),
    ("the_press", {"number": _NUMBERS, "stage": tuple(Stage)}),
    ("switch", {"number": _NUMBERS}),
    ("back_up", {}),
    ("restore_from_the_backup", {}),
    ("read_back", {"honest": _BOTH}),
    ("a_person_decides", {"number": _NUMBERS, "decision": tuple(Decision)}),
)


def test_every_rule_is_in_the_stories() -> None:
    rules = {n for n in dir(Outbox) if hasattr(getattr(Outbox, n), "hypothesis_stateful_rule")}
    assert rules == {name for name, _given in STORIES}


def test_nothing_is_done_twice_outside(machine: type[Outbox]) -> None:
    run(machine, examples=10, steps=20)


def test_nothing_is_done_twice_in_many_stories(machine: type[Outbox]) -> None:
    for seed in range(40):
        walk(machine, seed, steps=25)


@pytest.mark.soak
def test_nothing_is_done_twice_outside_for_hours(machine: type[Outbox]) -> None:
    run(machine, examples=1000, steps=60)
    for seed in range(1000, 5000):
        walk(machine, seed, steps=60)
