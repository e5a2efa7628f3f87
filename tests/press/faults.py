"""A disk that counts its calls, fails the n-th, and loses what was not synced; a database that
fails at a commit.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shpalta.lib.addresses import WELL_KNOWN, AddressError
from shpalta.press.database import Database, open_sqlite
from shpalta.press.disk.io import Room


class Ended(BaseException):
    """The process ends here, at this instruction."""


@dataclass
class Inode:
    data: bytes
    durable: bytes | None = None
    mtime: int = 0


def _is_hidden(name: str) -> bool:
    """Whether it is the press's own; ``.well-known`` is public."""
    return name.startswith("/.") and not name.startswith(f"{WELL_KNOWN}/")


class FakeDisk:
    """Implements ``press.disk.io.Disk`` in memory, with the promises of a POSIX file system and no
    more: data is durable after ``sync``, a name after ``sync_folder``.

    ``after`` is called with every name that has just come or gone, as a reader would see it.
    """

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self.durable: dict[str, Inode] = {}
        self.pending: dict[str, list[tuple[str, Inode | None]]] = {}
        self.calls: list[str] = []
        self.fail_at: int | None = None
        self.fail_with: BaseException = Ended()
        self.after: Callable[[str], None] | None = None
        self.free = Room(1 << 40, 1 << 30)

    # -- faults ---------------------------------------------------------------------------------

    def fail(self, call: int, error: BaseException | None = None) -> None:
        """Fail the ``call``-th call from now on (1 is the next) with ``error`` or the end."""
        self.fail_at, self.fail_with = len(self.calls) + call, error or Ended()

    def mend(self) -> None:
        """Fail no more."""
        self.fail_at = self.after = None

    @staticmethod
    def _inside(*names: str) -> None:
        for name in names:
            if not name.startswith("/") or ".." in name.split("/") or "\x00" in name:
                raise AddressError(f"{name!r} lies outside the edition")

    def _due(self) -> bool:
        return self.fail_at is not None and len(self.calls) + 1 >= self.fail_at

    def _call(self, name: str) -> None:
        due = self._due()
        self.calls.append(name)
        if due:
            self.fail_at = None
            raise self.fail_with

    def power_cut(self, chance: random.Random) -> None:
        """What was not synced is lost, torn or kept, as chance has it."""
        for ops in self.pending.values():
            for name, inode in ops[: chance.randint(0, len(ops))]:
                self._apply(self.durable, name, inode)
        self.pending.clear()
        self.names = dict(self.durable)
        for inode in {id(i): i for i in self.names.values()}.values():
            if inode.durable != inode.data:
                torn = inode.data[: chance.randint(0, len(inode.data))]
                old = inode.durable or b""
                inode.data = chance.choice([old, torn, b"\x00" * len(inode.data), inode.data])
                inode.durable = inode.data

    @staticmethod
    def _apply(names: dict[str, Inode], name: str, inode: Inode | None) -> None:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode

    def _point(self, name: str, inode: Inode | None) -> None:
        self._apply(self.names, name, inode)
        self.pending.setdefault(name.rsplit("/", 1)[0], []).append((name, inode))

    def _tell(self, name: str) -> None:
        if self.after:
            self.after(name)

    # -- the interface --------------------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        self._inside(name)
        found = self.names.get(name)
        return found.data if found else None

    def write(self, name: str, data: bytes) -> None:
        self._inside(name)
        # A write that is cut leaves its beginning.
        written = data[: len(data) // 2] if self._due() else data
        # A file that is there keeps its inode and so its other names, as open(O_TRUNC) does.
        if name in self.names:
            self.names[name].data = written
        else:
            self._point(name, Inode(written))
        self._call(f"write {name}")

    def sync(self, *names: str) -> None:
        self._inside(*names)
        for name in names:
            self._call(f"sync {name}")
            if name not in self.names:
                raise FileNotFoundError(name)
            self.names[name].durable = self.names[name].data

    def rename(self, source: str, target: str, *, time_of: str = "") -> None:
        self._inside(source, target)
        self._call(f"rename {source} {target}")
        if source not in self.names:
            raise FileNotFoundError(source)
        inode = self.names[source]
        old = self.names.get(target)
        if time_of:
            inode.mtime = self.names[time_of].mtime
        else:
            inode.mtime = old.mtime + 1 if old else 0
        self._point(target, inode)
        self._point(source, None)
        self._tell(target)

    def remove(self, name: str) -> None:
        self._inside(name)
        if name in self.names:
            self._call(f"remove {name}")
            self._point(name, None)
            self._tell(name)

    def sync_folder(self, *names: str) -> None:
        self._inside(*names)
        for name in names:
            self._call(f"sync_folder {name}")
            self._settle(name.rsplit("/", 1)[0])

    def _settle(self, folder: str) -> None:
        for path, inode in self.pending.pop(folder, []):
            self._apply(self.durable, path, inode)

    def sync_all(self) -> None:
        self._call("sync_all")
        for inode in self.names.values():
            inode.durable = inode.data
        for folder in list(self.pending):
            self._settle(folder)

    def walk(self, folder: str = "") -> Iterator[str]:
        hidden = _is_hidden(f"{folder}/")
        for name in list(self.names):
            if name.startswith(f"{folder}/") and _is_hidden(name) == hidden:
                yield name

    def room(self) -> Room:
        return self.free

    def edition(self) -> dict[str, bytes]:
        """Identity files alone, as readers of a plain host see them."""
        return {
            name: inode.data
            for name, inode in self.names.items()
            if not _is_hidden(name) and not name.endswith((".gz", ".br"))
        }


class FakeDatabase(Database):
    """SQLite in memory that fails at its n-th commit: before it (all is lost) or right after it
    (all is kept, and nobody is told).
    """

    def __init__(self) -> None:
        super().__init__(open_sqlite(":memory:").raw, postgres=False)
        self.commits = 0
        self.fail_at: int | None = None
        self.kept = False

    def fail(self, commit: int, *, kept: bool) -> None:
        """End the process at the ``commit``-th commit from now (1 is the next)."""
        self.fail_at, self.kept = self.commits + commit, kept

    def execute(self, sql: str, values: object = ()) -> object:
        if sql != "COMMIT":
            return super().execute(sql, values)  # type: ignore[arg-type]
        self.commits += 1
        if self.fail_at is None or self.commits < self.fail_at:
            return super().execute(sql)
        self.fail_at = None
        super().execute("COMMIT" if self.kept else "ROLLBACK")
        raise Ended

    def copy(self) -> FakeDatabase:
        """A database of the same content."""
        other = FakeDatabase()
        self.raw.backup(other.raw)
        return other
