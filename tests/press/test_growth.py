"""What a publication costs does not grow with the archive: counted in steps, not in seconds."""

from __future__ import annotations

import pytest

from tests.press import toy
from tests.press.newsroom import Newsroom

STEPS = 100


class Steps:
    """Instructions of SQLite's virtual machine, by the hundred."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.number = 0
        for database in (newsroom.rows, newsroom.tables):
            database.raw.set_progress_handler(self._count, STEPS)

    def _count(self) -> int:
        self.number += 1
        return 0


def archive(articles: int) -> Newsroom:
    newsroom = Newsroom().found()
    newsroom.contributor("oks", "Оксана")
    for number in range(articles):
        newsroom.publish(f"a{number:05}", bylines=(toy.byline("oks"),) if number % 3 else ())
        newsroom.wait(minutes=50)
    newsroom.run()
    return newsroom


def publications(newsroom: Newsroom, how_many: int = 12) -> int:
    """Steps that so many publications take, with all that follows from them."""
    press = newsroom.press()
    press.start()
    press.run()
    steps = Steps(newsroom)
    for number in range(how_many):
        newsroom.publish(f"n{number}", bylines=(toy.byline("oks"),))
        newsroom.wait(minutes=50)
        press.run()
    press.lease.release()
    return steps.number


def behind_a_rename(newsroom: Newsroom) -> int:
    """Steps until one publication is out while every page of a contributor waits."""
    newsroom.contributor("oks", "Оксана Річка")
    press = newsroom.press()
    press.start()
    while not press.queue.size():
        press.step()
    newsroom.publish("voda")
    steps = Steps(newsroom)
    while "/index.html" not in press.report.written:
        press.step()
    press.lease.release()
    return steps.number


@pytest.mark.parametrize(("work", "most"), [(publications, 1.3), (behind_a_rename, 1.3)])
def test_ten_times_the_archive_costs_the_same(work, most):
    small, large = work(archive(150)), work(archive(1500))
    assert large <= most * small, (small, large)
