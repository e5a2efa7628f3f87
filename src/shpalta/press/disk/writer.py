"""Durable writes: nothing a reader can see is ever half there, and no power cut leaves a guess.

The order of a batch is the law: intent committed → temporary files → data synced → renames and
removals in order → folders synced → manifest committed. Whatever the moment of a crash, the open
intent names every path that may be either old or new, and the next start looks at those alone.

A disk may keep the last of two unsynced renames and lose the first. So folders are synced before
each step that leans on the one before: what pages show, pages, pages that go, lists of pages.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from shpalta.lib.addresses import check_path
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES
from shpalta.press.disk.staging import MARK, STAGING, staged

# Above this many files one sync of the whole file system is cheaper than one per file.
SYNC_EACH = 64


_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to happen to one path: new bytes, or None to remove it. ``rank`` is its family's:
    what leads to another file has a higher one.
    """

    path: str
    data: bytes | None
    rank: int = 0


def write(
    disk: Disk, changes: Sequence[Change], confirm: Callable[[], None] = lambda: None
) -> None:
    """Carry out ``changes`` by rank, durably; of one rank what comes before what goes. Siblings
    of every path go first: an old compressed copy must never outlive the bytes it was made from.

    ``confirm`` is called when all is staged and nothing is in place yet: it may raise.
    """
    changes = sorted(changes, key=lambda change: (change.rank, change.data is None))
    made = [change for change in changes if change.data is not None]
    for number, change in enumerate(made):
        disk.write(staged(number), change.data or b"")
    if len(made) > SYNC_EACH:
        disk.sync_all()
    else:
        disk.sync(*(staged(number) for number in range(len(made))))
    numbers = {change.path: number for number, change in enumerate(made)}
    confirm()
    for step in steps(changes, lambda change: (step_of(change.rank), change.data is None)):
        for change in step:
            _carry_out(disk, change, numbers)
        sync_folders(disk, [change.path for change in step])


def _carry_out(disk: Disk, change: Change, numbers: dict[str, int]) -> None:
    check_path(change.path)
    for suffix in SUFFIXES:
        disk.remove(change.path + suffix)
    if change.data is None:
        disk.remove(change.path)
    else:
        disk.rename(staged(numbers[change.path]), change.path)


def step_of(rank: int) -> int:
    """-1 for what pages show, 0 for pages, 1 for what lists pages."""
    return min(1, max(-1, rank))


def steps(things: Iterable[_Thing], of: Callable[[_Thing], object]) -> list[list[_Thing]]:
    """``things`` in their order, cut where ``of`` changes: each part is synced before the next."""
    return [list(part) for _, part in groupby(things, of)]


def sync_folders(disk: Disk, paths: Iterable[str]) -> None:
    """Make the names in the folders of ``paths`` durable, each folder once."""
    folders: dict[str, str] = {}
    for path in paths:
        folders.setdefault(path.rsplit("/", 1)[0], path)
    if len(folders) > SYNC_EACH:
        disk.sync_all()
        return
    disk.sync_folder(*folders.values())


def clear_staging(disk: Disk) -> None:
    """Remove what a crash left half made: it may say what has been withdrawn since.

    A power cut may also have left a name here to a file that stands in its place already: writing
    through it would change that file under its readers.
    """
    for name in list(disk.walk(STAGING)):
        if name != MARK:
            disk.remove(name)
