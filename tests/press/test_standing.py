"""How the press says it is doing."""

from datetime import timedelta

from shpalta.press.standing import standing
from shpalta.press.waves import BOUNDS, Waves, load
from tests.press.newsroom import Newsroom


def now(newsroom):
    return newsroom.now


def test_before_a_press_everything_waits():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    found = standing(None, newsroom.rows, now(newsroom))
    assert found.position == found.unread == found.backlog > 0
    assert not found.running
    assert found.out_at == ""


def test_after_a_publication_nothing_waits_and_it_says_when():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    newsroom.run()
    press = newsroom.press()
    assert not standing(press.tables, newsroom.rows, now(newsroom)).running
    press.start()
    found = standing(press.tables, newsroom.rows, now(newsroom))
    assert (found.backlog, found.held, found.failures, found.unread_since) == (0, 0, 0, None)
    assert found.running
    assert found.fence >= 1
    assert found.out_at == newsroom.text()
    newsroom.wait(minutes=5)
    newsroom.publish("rika")
    waiting = standing(press.tables, newsroom.rows, now(newsroom))
    assert waiting.unread > 0
    assert waiting.unread_since == now(newsroom)
    later = standing(press.tables, newsroom.rows, now(newsroom) + timedelta(minutes=10))
    assert not later.running


def test_what_cannot_be_pressed_is_counted():
    newsroom = Newsroom().found()
    newsroom.publish("mist", headline="BROKEN")
    newsroom.run()
    press = newsroom.press()
    assert standing(press.tables, newsroom.rows, now(newsroom)).held == 1


def test_waves_outlive_the_process():
    newsroom = Newsroom().found()
    newsroom.run()
    tables = newsroom.press().tables
    assert load(tables).counts == [0] * (len(BOUNDS) + 1)
    counted = Waves()
    for seconds in (0.0, BOUNDS[0], BOUNDS[0] + 0.001, BOUNDS[-1] + 1):
        counted.observe(seconds)
    counted.save(tables)
    again = load(tables)
    assert again.counts[:2] == [2, 1]
    assert again.counts[-1] == 1
    assert again.seconds == counted.seconds
