"""The contract of a destination: whatever its kind, it ends equal to the edition, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shpalta.press.database import Database, open_postgres
from shpalta.press.destinations.auditing import differences, mend_destination
from shpalta.press.destinations.target import Problem
from shpalta.press.errors import LeaseLost
from tests.contracts.press.grounds import Ended, Ground
from tests.contracts.press.readers import Reader

pytestmark = pytest.mark.serial

PAGE = "/2026/11/01/{}.html"
FRONT = "/section/misto.html"


@pytest.fixture(params=["folder", "folder over postgres", "bucket"])
def ground(request, tmp_path: Path) -> Iterator[Ground]:
    """Every kind of place; and its memory in either database."""
    if request.param == "folder":
        yield Ground(tmp_path / "mirror")
    elif request.param == "bucket":
        service = request.getfixturevalue("bucket_service")
        yield Ground(request.getfixturevalue("bucket"), service.owner())
    else:
        address, opened = request.getfixturevalue("postgres"), []

        def memory() -> Database:
            opened.append(open_postgres(address, schema=f"press_to_{len(opened)}"))
            return opened[-1]

        yield Ground(tmp_path / "mirror", memory=memory)
        for database in opened:
            database.close()


def publish(ground: Ground, *idents: str) -> None:
    for ident in idents:
        ground.newsroom.publish(ident)


def test_it_ends_equal_to_the_edition(ground):
    ground.newsroom.picture("p", b"a picture")
    publish(ground, "a", "b", "c")
    ground.settle()
    assert ground.stand() == ground.wanted()
    assert ground.state().waiting == 0
    assert ground.state().lag(ground.newsroom.now) == 0


def test_only_what_changed_is_carried(ground):
    publish(ground, "a", "b")
    sender = ground.settle()
    sender.target.carried.clear()
    publish(ground, "c")
    ground.settle(sender)
    assert ("put", PAGE.format("c")) in sender.target.carried
    assert ("put", PAGE.format("a")) not in sender.target.carried
    assert ground.stand() == ground.wanted()


def test_a_withdrawn_page_is_gone_and_comes_back(ground):
    publish(ground, "a", "b")
    sender = ground.settle()
    ground.newsroom.retract("a")
    ground.settle(sender)
    assert ground.get(PAGE.format("a")) is None
    assert (PAGE.format("a") + ".gone" in ground.paths()) == (ground.kind == "folder")
    assert ground.stand() == ground.wanted()
    ground.newsroom.restore("a")
    ground.settle(sender)
    assert ground.stand() == ground.wanted()


def test_pages_come_before_lists_and_withdrawals_before_all(ground):
    publish(ground, "a", "b")
    sender = ground.settle()
    sender.target.carried.clear()
    publish(ground, "c")
    ground.newsroom.run()
    ground.newsroom.retract("a")
    ground.settle(sender)
    carried = sender.target.carried
    assert carried[0] == ("remove", PAGE.format("a"))
    page = carried.index(("put", PAGE.format("c")))
    lists = [n for n, (kind, path) in enumerate(carried) if kind == "put" and "/section/" in path]
    assert lists
    assert page < min(lists)


def test_what_nobody_claims_goes_after_what_replaces_it(ground):
    ground.newsroom.topic("t", "Тема")
    publish(ground, "a")
    sender = ground.settle()
    sender.target.carried.clear()
    # The old style sheet stays for a while: pages that readers have open ask for it.
    ground.newsroom.dress("plain", css=b"b{}")
    ground.settle(sender)
    ground.newsroom.wait(days=40)
    publish(ground, "b")
    sender.target.carried.clear()
    ground.settle(sender)
    kinds = [kind for kind, _ in sender.target.carried]
    assert kinds.index("remove") > max(n for n, kind in enumerate(kinds) if kind == "put")
    assert ground.stand() == ground.wanted()


@pytest.mark.parametrize("when", ["end_before", "end_after"])
def test_it_goes_on_after_a_kill_at_any_point(ground, when):
    ground.newsroom.picture("p", b"a picture")
    publish(ground, "a", "b")
    ground.newsroom.run()
    ended = 0
    for number in range(1, 20):
        target = ground.target()
        setattr(target, when, 1 + number % 2)
        sender = ground.sender(target)
        try:
            sender.work()
        except Ended:
            ended += 1
            if number == 2:
                ground.newsroom.retract("a")
                ground.newsroom.publish("c")
                ground.newsroom.run()
            continue
        break
    assert ended > 2
    ground.settle()
    assert ground.stand() == ground.wanted()


def test_a_lost_memory_is_made_again_and_nothing_withdrawn_outlives_it(ground):
    publish(ground, "a", "b")
    ground.settle()
    ground.database = ground.memory()
    ground.newsroom.retract("a")
    ground.newsroom.run()
    ground.newsroom.lose_tables()
    ground.settle()
    assert ground.get(PAGE.format("a")) is None
    assert ground.stand() == ground.wanted()


def test_a_name_that_leads_to_another_place_fills_that_one(ground, tmp_path):
    publish(ground, "a", "b")
    ground.settle().end()
    if ground.kind == "folder":
        ground.at = tmp_path / "another"
    else:
        ground.at = replace(ground.at, prefix=f"{ground.at.prefix}-another")
    ground.settle()
    assert ground.stand() == ground.wanted()


def test_a_press_that_began_anew_takes_nothing_away(ground):
    publish(ground, "a", "b")
    sender = ground.settle()
    ground.newsroom.lose_tables()
    press = ground.newsroom.press()
    press.start()
    sender.work()
    while press.step():
        sender.work()
        assert ground.get(PAGE.format("a")) is not None
    press.lease.release()
    ground.newsroom.retract("a")
    ground.settle(sender)
    assert ground.stand() == ground.wanted()


def test_files_of_others_stay_and_are_told(ground):
    publish(ground, "a")
    ground.settle().end()
    ground.intrude("/others/file.html")
    ground.newsroom.lose_tables()
    ground.settle()
    assert ground.foreign("/others/file.html") == b"not ours"
    assert ground.state().foreign == (1, ("/others/file.html",))
    assert ground.foreign("/others/file.html") == b"not ours"


def test_a_stranger_in_the_place_of_a_page_holds_up_that_page_alone(ground):
    if ground.kind == "folder":
        ground.settle().end()
    ground.intrude(PAGE.format("a"))
    publish(ground, "a", "b")
    ground.settle()
    assert ground.foreign(PAGE.format("a")) == b"not ours"
    assert [(u.path, u.problem) for u in ground.state().unplaced] == [
        (PAGE.format("a"), Problem.FOREIGN)
    ]
    assert ground.get(PAGE.format("b")) is not None
    found = list(differences(ground.target(), ground.database, ground.supply()))
    assert [(one.kind, one.path) for one in found] == [("taken", PAGE.format("a"))]
    mend_destination(ground.database, found)
    ground.settle()
    assert ground.stand() == ground.wanted()
    assert ground.state().unplaced == ()


def test_a_check_finds_what_is_wrong_and_mends_it(ground):
    publish(ground, "a", "b", "c")
    sender = ground.settle()
    ground.intrude(PAGE.format("a"), b"defaced")
    ground.take_away(PAGE.format("b"))
    ground.intrude("/others.html")
    found = list(differences(ground.target(), ground.database, ground.supply()))
    kinds = {one.path: one.kind for one in found}
    # An object that somebody wrote has lost the sign that it is ours; a file has no such sign.
    assert kinds.pop(PAGE.format("a")) in {"changed", "taken"}
    assert kinds == {PAGE.format("b"): "missing", "/others.html": "foreign"}
    assert mend_destination(ground.database, found) == 2
    ground.settle(sender)
    assert ground.foreign("/others.html") == b"not ours"
    ground.take_away("/others.html")
    assert ground.stand() == ground.wanted()
    assert list(differences(ground.target(), ground.database, ground.supply())) == []


def test_what_somebody_changed_is_put_right_when_its_turn_comes(ground):
    publish(ground, "a")
    sender = ground.settle()
    ground.take_away(FRONT)
    ground.newsroom.change("a", headline="Інший заголовок")
    ground.settle(sender)
    assert ground.stand() == ground.wanted()


def test_one_that_was_cut_off_never_puts_old_over_new(ground):
    publish(ground, "a")
    first = ground.settle()
    ground.newsroom.change("a", headline="Друга редакція")
    ground.newsroom.run()
    first._note()
    lines = first.tables.take(first._seconds(), 50)
    parcels, _ = first._pack(lines)
    # The line is cut; its lease ends, another one takes over and places something newer.
    ground.newsroom.wait(minutes=10)
    ground.newsroom.change("a", headline="Третя редакція")
    ground.settle(ground.sender())
    outcomes = first.target.carry(parcels, 8)
    assert {outcome.moved for outcome in outcomes} == {True}
    with pytest.raises(LeaseLost):
        first._commit({line.path: line for line in lines}, outcomes, [])
    assert ground.stand() == ground.wanted()


def test_a_second_sender_is_refused_while_the_first_lives(ground):
    database = ground.memory()
    first = ground.sender(database=database)
    first.lease.holder = "another machine:1:0"
    with first.place.database.transaction():
        first.lease.check()
    with pytest.raises(LeaseLost):
        ground.sender(database=database)
    ground.newsroom.now += timedelta(minutes=3)
    ground.sender(database=database)


def test_readers_see_old_or_new_whole_files_and_no_dead_link(ground):
    versions: dict[str, set[bytes]] = {}
    gone: set[str] = set()

    def remember() -> None:
        ground.newsroom.run()
        for path, data in ground.wanted().items():
            versions.setdefault(path, set()).add(data)

    remember()
    reader = Reader(ground, versions, gone)
    reader.start()
    sender = ground.sender()
    for number in range(6):
        publish(ground, f"n{number}", f"m{number}")
        if number > 2:
            gone.add(PAGE.format(f"n{number - 2}"))
            ground.newsroom.retract(f"n{number - 2}")
        remember()
        sender.work()
    ground.settle(sender)
    reader.stop.set()
    reader.join(60)
    assert reader.wrong == []
    assert reader.polls > 20
    assert ground.stand() == ground.wanted()
