"""Stories that faults are tried on: each a newsroom just before the press takes something in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shpalta.press.checking import check, mend
from shpalta.press.engine import Press
from shpalta.press.full import press_all
from shpalta.records import Byline, PictureUse
from tests.faults.disk import BreakingDisk
from tests.press.newsroom import Newsroom

WITHDRAWN = "таємниця"


def base() -> Newsroom:
    """Ten articles with entities and a picture, pressed."""
    newsroom = Newsroom()
    newsroom.disk = BreakingDisk()
    newsroom.found()
    newsroom.contributor("c0", "Оля")
    newsroom.topic("t0", "Мости")
    newsroom.picture("p0", b"picture" * 99)
    newsroom.picture("p1", b"another" * 99)
    for number in range(8):
        newsroom.publish(
            f"a{number}",
            section="misto" if number % 2 else "sport",
            bylines=(Byline("c0"),) if number % 3 == 0 else (),
            picture=PictureUse("p1", "опис") if number == 2 else None,
        )
        newsroom.wait(minutes=1)
    newsroom.publish("late", WITHDRAWN, picture=PictureUse("p0", "опис"))
    newsroom.run()
    return newsroom


def nothing(newsroom: Newsroom) -> None:
    """What happens before the press looks."""


def publish(newsroom: Newsroom) -> None:
    newsroom.publish("new", "Нова", topics=("t0",), bylines=(Byline("c0"),))


def retract(newsroom: Newsroom) -> None:
    newsroom.retract("late")


def correct(newsroom: Newsroom) -> None:
    newsroom.change("a3", path="/2026/11/01/moved.html", headline="Інша")


def rename(newsroom: Newsroom) -> None:
    newsroom.contributor("c0", "Ольга")
    newsroom.section("misto", "Наше місто")


def dress(newsroom: Newsroom) -> None:
    newsroom.dress("new", b"b{}")


def break_two(newsroom: Newsroom) -> None:
    newsroom.publish("bad", "BROKEN")
    newsroom.change("a5", headline="BROKEN теж")


def many(newsroom: Newsroom) -> None:
    """A full press that has everything to do: acts, a look, a folder that lost some files."""
    publish(newsroom)
    retract(newsroom)
    newsroom.dress("whole", b"c{}")


def many_broken(newsroom: Newsroom) -> None:
    """A full press that meets articles that cannot be rendered, one of them new."""
    many(newsroom)
    break_two(newsroom)


def lose_tables(newsroom: Newsroom) -> None:
    """The press's own database is gone, and an article was retracted meanwhile."""
    retract(newsroom)
    newsroom.lose_tables()


def damage(newsroom: Newsroom) -> None:
    """A bit flipped, a file gone, a sibling that says something else, a stranger."""
    names = newsroom.disk.names
    first = names["/2026/11/01/a1.html"]
    first.data = first.durable = first.data[:-1] + bytes([first.data[-1] ^ 1])
    for place in (names, newsroom.disk.durable):
        place.pop("/2026/11/01/a2.html")
        place.pop("/2026/11/01/a2.html.gz", None)
        place["/foreign.html"] = first
        place["/index.html.gz"] = first


# -- presses
# -----------------------------------------------------------------------------------------


def run(press: Press) -> None:
    """As ``shpalta press`` does."""
    press.run()
    while press.tick():
        press.run()


def run_full(press: Press) -> None:
    """As ``shpalta press --all`` does."""
    press_all(press, None, 0)


def run_mend(press: Press) -> None:
    """As ``shpalta check --mend`` does."""
    mend(press, list(check(press)))


@dataclass(frozen=True)
class Story:
    """An act, how the press works it off, and what it withdraws."""

    name: str
    act: Callable[[Newsroom], None]
    press: Callable[[Press], None] = run
    withdraws: bool = False
    damaged: bool = False
    """Whether the folder is not whole before the press begins: then only its end is judged."""

    words: str = field(default="", compare=False)


STORIES = (
    Story("publication", publish, words="one article with a topic and a byline"),
    Story("retraction", retract, withdraws=True, words="an article with its picture goes"),
    Story("correction", correct, words="another headline at another address"),
    Story("entities", rename, words="a contributor and a section change names"),
    Story("theme", dress, words="every file looks different"),
    Story("held", break_two, words="two articles that cannot be rendered"),
    Story("full press", many, run_full, withdraws=True, words="acts and a theme, pressed whole"),
    Story("full press, held", many_broken, run_full, withdraws=True,
          words="the same, and two articles that cannot be rendered"),
    Story("lost tables", lose_tables, withdraws=True, damaged=True,
          words="press.db is gone, an article is withdrawn meanwhile"),
    Story("check and mend", damage, run_mend, damaged=True,
          words="flipped bit, missing file, foreign file, wrong sibling"),
)  # fmt: skip
