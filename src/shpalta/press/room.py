"""What an edition takes on a disk: reckoned before anything is written, counted when it stands.

A file takes whole blocks, and an inode; so does each compressed sibling, and each folder. What is
not there yet is reckoned from a sample of each family, rendered and compressed as it would be.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from shpalta.press.core.plan import Entry
from shpalta.press.disk import siblings
from shpalta.press.engine import Press
from shpalta.press.errors import NoRoom, RenderError

BLOCK = 4096
# Files of one family differ little: so many tell its mean within some hundredths.
_SAMPLES = 24
# Below so many files a refusal on a guess is as good, and nothing is rendered for it.
_FEW = 2000
_GUESS = 24_000
_SPARE = 1.05


@dataclass(slots=True)
class Size:
    """Files, inodes (with siblings and folders) and bytes: of the files themselves (``plain``),
    of their compressed siblings (``packed``), of the blocks of all (``disk``). What was reckoned
    need not be whole.
    """

    files: float = 0
    inodes: float = 0
    plain: float = 0
    packed: float = 0
    disk: float = 0

    def add(self, plain: int, packed: Iterable[int] = (), times: float = 1.0) -> None:
        """Count a file with its siblings, or so many like it."""
        sizes = [plain, *packed]
        self.files += times
        self.inodes += times * len(sizes)
        self.plain += times * plain
        self.packed += times * sum(sizes[1:])
        self.disk += times * sum(map(blocks, sizes))


@dataclass(slots=True)
class Sizes:
    """The sizes of an edition: all together, and by family."""

    whole: Size = field(default_factory=Size)
    families: dict[str, Size] = field(default_factory=dict)

    def add(self, family: str, plain: int, packed: Iterable[int] = (), times: float = 1.0) -> None:
        """Count files of a family: see ``Size.add``."""
        packed = tuple(packed)
        self.whole.add(plain, packed, times)
        self.families.setdefault(family, Size()).add(plain, packed, times)

    def add_folders(self, number: int) -> None:
        """Count folders, which take a block each."""
        self.whole.inodes += number
        self.whole.disk += number * BLOCK


def blocks(size: int) -> int:
    """The bytes of the blocks that ``size`` bytes take."""
    return -(-size // BLOCK) * BLOCK


def refuse_without(press: Press) -> None:
    """Raise ``NoRoom`` when the files that wait and stand nowhere yet would not fit."""
    wanted = reckon(press, few=_FEW).whole
    room = press.places.disk.room()
    need_bytes, need_inodes = int(wanted.disk * _SPARE), int(wanted.inodes * _SPARE)
    if room.bytes < need_bytes:
        raise NoRoom(
            f"{wanted.files:.0f} files need about {-(-need_bytes // 2**20)} MB,"
            f" {room.bytes // 2**20} MB are free: make room or press into another folder"
        )
    if room.inodes is not None and room.inodes < need_inodes:
        raise NoRoom(
            f"{wanted.files:.0f} files need about {need_inodes} inodes, {room.inodes} are free:"
            " make room or press into another file system"
        )


def reckon(press: Press, *, few: int = 0) -> Sizes:
    """What the files that wait and stand nowhere yet will take, siblings and folders with them.

    Of fewer than ``few`` files none is rendered: each counts as a large page.
    """
    found = Sizes()
    numbers = press.queue.fresh_by_family()
    if sum(numbers.values()) < few:
        for family, number in numbers.items():
            found.add(family, _GUESS, (_GUESS // 3, _GUESS // 3), number)
        return found
    for family, number in numbers.items():
        sampled = list(_sample(press, family, number))
        for plain, packed in sampled:
            found.add(family, plain, packed, number / len(sampled))
    folders = _Folders()
    for path in press.queue.fresh_paths():
        folders.note(path)
    found.add_folders(len(folders.names))
    return found


def _sample(press: Press, family: str, number: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Sizes of some files of a family, as they would be written."""
    compressed = press.registry.family(family).compressed
    step = max(1, number // _SAMPLES)
    for entry in press.queue.fresh_of(family, step, _SAMPLES):
        data = _rendered(press, entry)
        packed: tuple[int, ...] = ()
        if compressed and siblings.worth(data):
            packed = tuple(len(siblings.compress(data, suffix)) for suffix in siblings.SUFFIXES)
        yield len(data), packed


def _rendered(press: Press, entry: Entry) -> bytes:
    try:
        return press.rendering.render(entry).data
    except RenderError:
        # It will be held, or noted: nobody knows how large it would have been.
        return b" " * _GUESS


def count(press: Press, size_of: Callable[[str], int | None]) -> Sizes:
    """What the edition takes that stands; ``size_of`` gives the bytes of a file on the disk."""
    found = Sizes()
    folders = _Folders()
    for path, size, family in press.manifest.sizes():
        packed = (size_of(path + suffix) for suffix in siblings.SUFFIXES)
        found.add(family, size, [one for one in packed if one is not None])
        folders.note(path)
    found.add_folders(len(folders.names))
    return found


class _Folders:
    """The folders of paths, those above them too."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def note(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        while folder and folder not in self.names:
            self.names.add(folder)
            folder = folder.rpartition("/")[0]
