"""A press with hands elsewhere: whatever hands do, the edition is what a press alone makes."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from shpalta.press.api import BlobStore, Places, Press, RealDisk, open_sqlite, press_all
from shpalta.press.crew.board import Board, mark_of
from shpalta.press.crew.crew import Crew
from shpalta.press.crew.hand import Hand
from tests.press import toy
from tests.press.newsroom import Newsroom
from tests.press.test_full import edition_of, journaled

Tell = Callable[[Sequence[int]], None]


class House:
    """A newsroom with a press and a crew, all in one folder; hands open what they need."""

    def __init__(self, root: Path, newsroom: Newsroom) -> None:
        self.root, self.newsroom = root, newsroom
        self.clock = 0.0

    def tables(self):
        return open_sqlite(self.root / "press.db")

    def hand(self, who: str, blobs: str = "blobs") -> Hand:
        rows = open_sqlite(self.root / "newsroom.db", read_only=True)
        store = BlobStore(self.root / blobs)
        return Hand(rows, self.tables(), self.tables(), toy.REGISTRY, toy.ToyTheming(), store, who)

    def press(self, tell: Tell) -> Press:
        places = Places(
            rows=self.newsroom.rows,
            tables=self.tables(),
            disk=RealDisk(self.root / "edition"),
            blobs=BlobStore(self.root / "blobs"),
            clock=lambda: self.newsroom.now,
        )
        press = Press(places, toy.REGISTRY, toy.ToyTheming())
        press.start()
        crew = Crew(self.tables(), self.hand("own"), tell, ahead=4, now=self.now)
        crew.begin()
        press.making.crew = crew
        return press

    def now(self) -> float:
        """A clock that goes a second each time somebody looks: nobody is waited for in earnest."""
        self.clock += 1
        return self.clock


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, journaled(tmp_path))


# -- what hands may do ----------------------------------------------------------------------------


@contextmanager
def nobody(house: House) -> Iterator[Tell]:
    yield lambda numbers: None


@contextmanager
def at_once(house: House) -> Iterator[Tell]:
    """A hand that has answered before the press looks."""
    hand = house.hand("quick")

    def tell(numbers: Sequence[int]) -> None:
        assert {hand.carry_out(number) for number in numbers} == {"answered"}

    yield tell


@contextmanager
def threads(house: House) -> Iterator[Tell]:
    """Two hands at work beside the press."""
    told: queue.SimpleQueue[int] = queue.SimpleQueue()

    def work(who: str) -> None:
        hand = house.hand(who)
        while number := told.get():
            hand.carry_out(number)

    hands = [threading.Thread(target=work, args=(who,)) for who in ("one", "two")]
    for hand in hands:
        hand.start()
    yield lambda numbers: [told.put(number) for number in numbers] and None
    for _ in hands:
        told.put(0)
    for hand in hands:
        hand.join()


@contextmanager
def dies(house: House) -> Iterator[Tell]:
    """A hand that takes every order and is never heard of again."""
    board = Board(house.tables())

    def tell(numbers: Sequence[int]) -> None:
        for number in numbers:
            assert board.take(number, "dying") is not None

    yield tell


@contextmanager
def cut_off(house: House) -> Iterator[Tell]:
    """A hand that takes an order, and answers when the press has long asked somebody else."""
    board, hand = Board(house.tables()), house.hand("slow")
    late: list[int] = []

    def tell(numbers: Sequence[int]) -> None:
        while late:
            mark = mark_of(house.tables(), "")
            assert not board.answer(late.pop(), mark, [])
        for number in numbers[:1]:
            board.take(number, "slow")
            late.append(number)
        for number in numbers[1:]:
            hand.carry_out(number)

    yield tell


@contextmanager
def of_other_code(house: House) -> Iterator[Tell]:
    """A hand of another version: what it makes is dropped, whatever it is."""
    hand = house.hand("other")
    hand.version = "0.0.1"
    yield lambda numbers: [hand.carry_out(number) for number in numbers] and None


@contextmanager
def of_yesterday(house: House) -> Iterator[Tell]:
    """A hand that reads a copy of the databases which is behind."""
    board = Board(house.tables())

    def tell(numbers: Sequence[int]) -> None:
        for number in numbers:
            board.take(number, "behind")
            board.answer(number, "1.0.0", [])

    yield tell


HANDS = [nobody, at_once, threads, dies, cut_off, of_yesterday, of_other_code]


# -- whole editions ------------------------------------------------------------------------------


@pytest.mark.parametrize("hands", HANDS)
def test_a_full_press(house: House, hands) -> None:
    with hands(house) as tell:
        press = house.press(tell)
        press_all(press, None, 0)
    assert edition_of(house.root) == house.newsroom.afresh()
    assert len(press.report.failed) == 1  # the article that cannot be drawn, by whomever
    assert "index.html.gz" in {p.name for p in (house.root / "edition").rglob("*.gz")}


@pytest.mark.parametrize("hands", HANDS)
def test_a_new_name_in_the_background(house: House, hands) -> None:
    with hands(house) as tell:
        press = house.press(tell)
        press_all(press, None, 0)
        house.newsroom.section("misto", "Наше місто")
        press.run()
    assert edition_of(house.root) == house.newsroom.afresh()


def test_a_publication_does_not_wait_for_what_the_crew_has(house: House) -> None:
    """It comes while orders of a new name are out: they are dropped, and asked for again."""
    renamed: list[bool] = []

    def tell(numbers: Sequence[int]) -> None:
        if renamed and "terminovo" not in house.newsroom.articles:
            house.newsroom.publish("terminovo", section="sport")

    press = house.press(tell)
    press_all(press, None, 0)
    house.newsroom.section("misto", "Наше місто")
    renamed.append(True)
    press.report.written.clear()
    press.run()
    assert press.report.written[0] == house.newsroom.articles["terminovo"].path
    assert any(path.startswith("/leaf/section/misto/") for path in press.report.written)
    assert edition_of(house.root) == house.newsroom.afresh()
    assert not house.tables().execute("SELECT number FROM crew_order").fetchall()


def test_a_hand_elsewhere_finds_the_theme_on_the_board(house: House) -> None:
    """Its own folder of blobs is empty: templates come from the press."""
    far = house.hand("far", blobs="elsewhere")
    press = house.press(lambda numbers: [far.carry_out(number) for number in numbers] and None)
    press_all(press, None, 0)
    assert edition_of(house.root) == house.newsroom.afresh()
