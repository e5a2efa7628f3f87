"""What only a bucket can do wrong: secrets, lines that break, services with other abilities."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shpalta.press.destinations.bucket import DIGEST, Bucket
from shpalta.press.destinations.target import Parcel, Problem
from tests.contracts.press.faulty import FAULTS, Behind, line
from tests.contracts.press.grounds import Ground, Watched
from tests.waiting import until

pytestmark = pytest.mark.serial

PAGE = "/2026/11/01/{}.html"


@pytest.fixture
def ground(bucket_service, bucket) -> Ground:
    ground = Ground(bucket, bucket_service.owner())
    for ident in ("a", "b", "c"):
        ground.newsroom.publish(ident)
    ground.newsroom.run()
    return ground


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"secret": "another"}, Problem.REFUSED),
        ({"access_key": "NOBODY"}, Problem.REFUSED),
        ({"bucket": "nowhere"}, Problem.ABSENT),
        ({"endpoint": "http://127.0.0.1:9"}, Problem.UNREACHABLE),
    ],
)
def test_what_is_wrong_is_said_and_mended(ground, wrong, problem):
    sender = ground.sender(Bucket(replace(ground.at, **wrong)))
    waits = [sender.work() for _ in range(12)]
    assert waits == sorted(waits)
    assert waits[-1] == 300
    state = ground.state()
    assert state.problem == problem
    assert state.words
    assert ground.at.secret not in state.words
    assert state.waiting > 0
    sender.target = ground.target()
    ground.settle(sender)
    assert ground.state().problem == ""
    assert ground.stand() == ground.wanted()


def once(fault: str, at: int) -> Callable[[int, str], str]:
    return lambda number, method: fault if number == at else ""


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_anywhere_is_told_and_lived_through(ground, fault):
    ground.sender().end()
    with line(ground.at, lambda number, method: "") as (behind, quiet):
        sender = ground.sender(Behind(behind))
        ground.settle(sender)
        requests = quiet.number
    ground.newsroom.change("a", headline="Інша")
    told = 0
    for at in range(1, requests + 1, 3):
        ground.newsroom.publish(f"n{at}")
        if at > 4:
            ground.newsroom.retract(f"n{at - 3}")
        ground.newsroom.run()
        with line(ground.at, once(fault, at)) as (behind, bad):
            sender = ground.sender(Behind(behind))
            sender.work()
            told += bool(ground.state().problem)
            ground.settle(sender)
            assert ground.state().problem == ""
            sender.end()
            assert bad.failed == (bad.number >= at)
    # A delete whose answer lost its second half says all that there is to say.
    assert told > 0 or fault == "half answer"
    assert ground.stand() == ground.wanted()


def test_a_service_that_asks_for_less_is_sent_less(ground):
    def slow(number: int, method: str) -> str:
        return "slow down" if method == "PUT" and 8 < number < 40 else ""

    with line(ground.at, slow) as (behind, bad):
        sender = ground.sender(Behind(behind))
        widths = []
        for _ in range(40):
            ground.newsroom.wait(seconds=sender.work())
            widths.append(sender._width)
            if not ground.state().waiting:
                break
        assert min(widths) == 1
        assert bad.failed > 5
    assert ground.stand() == ground.wanted()


def test_a_dead_destination_delays_no_other(ground, tmp_path: Path):
    mirror = Ground(tmp_path / "mirror")
    mirror.newsroom = ground.newsroom
    with line(ground.at, lambda number, method: "silent", timeout=30) as (behind, bad):
        dead = ground.sender(Behind(behind))
        thread = threading.Thread(target=dead.work, daemon=True)
        thread.start()
        until(lambda: bad.number > 0)
        mirror.settle()
        assert thread.is_alive()
        assert mirror.stand() == mirror.wanted()
        assert mirror.state().waiting == 0
        ground.newsroom.publish("d")
        ground.newsroom.run()
        mirror.settle()
        assert mirror.get(PAGE.format("d")) is not None
        assert thread.is_alive()
        bad.ended.set()
        thread.join(60)
    assert not thread.is_alive()


def test_conditions_are_found_to_be_honoured(ground):
    target = Bucket(ground.at)
    target.open(fresh=True)
    assert target.conditional_put
    assert target.conditional_delete
    assert ground.paths() == set()


class Simple(Bucket):
    """As with a service that knows no conditions."""

    def open(self, *, fresh: bool) -> None:
        super().open(fresh=fresh)
        self.conditional_put = self.conditional_delete = False


def test_a_service_without_conditions_is_kept_equal_too(ground):
    ground.intrude(PAGE.format("b"))
    sender = ground.sender(Watched(Simple(ground.at)))
    ground.settle(sender)
    assert ground.foreign(PAGE.format("b")) == b"not ours"
    ground.take_away(PAGE.format("b"))
    ground.newsroom.retract("a")
    ground.newsroom.change("b", headline="Інша")
    ground.newsroom.wait(minutes=10)
    ground.settle(sender)
    assert ground.stand() == ground.wanted()


def test_another_senders_object_is_replaced_or_deleted_by_none_who_does_not_know_it(ground):
    target = Bucket(ground.at)
    target.open(fresh=True)
    first = target.carry([Parcel("/x.html", "1" * 64, b"1")], 1)[0]
    assert first.tag
    assert target.carry([Parcel("/x.html", "2" * 64, b"2")], 1)[0].moved
    assert target.carry([Parcel("/x.html", "2" * 64, b"2", '"0"')], 1)[0].moved
    assert target.carry([Parcel("/x.html", "", None, '"0"')], 1)[0].moved
    assert ground.get("/x.html") == b"1"
    assert target.carry([Parcel("/x.html", "2" * 64, b"2", first.tag)], 1)[0].tag != first.tag
    assert ground.get("/x.html") == b"2"


def test_headers_that_somebody_changed_are_found(ground):
    sender = ground.settle()
    path = PAGE.format("a")
    key = f"{ground.at.prefix}{path}"
    name = ground.target().look(path).digest
    ground.owner.put_object(
        Bucket=ground.at.bucket,
        Key=key,
        Body=ground.wanted()[path],
        ContentType="text/plain",
        Metadata={DIGEST: name},
    )
    from shpalta.press.destinations.auditing import differences, mend_destination

    found = list(differences(ground.target(), ground.database, ground.supply()))
    assert [(one.kind, one.path) for one in found] == [("headers", path)]
    mend_destination(ground.database, found)
    ground.settle(sender)
    assert ground.stand() == ground.wanted()


def test_other_rules_for_headers_place_everything_again(ground, monkeypatch):
    ground.settle().end()
    monkeypatch.setattr("shpalta.lib.served.REVALIDATED", "no-cache, must-revalidate")
    sender = ground.settle()
    assert ("put", PAGE.format("a")) in sender.target.carried
    assert ground.stand() == ground.wanted()
