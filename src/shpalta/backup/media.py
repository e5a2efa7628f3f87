"""The files beside the database: which there are, and their digests.

What was seen of each file (size, time of change, digest) is kept in ``backup.db`` of the data
folder, so that the next backup reads only what is new. The file may be deleted at any time.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from shpalta.backup.errors import BackupError, Refused
from shpalta.backup.messages import _

FOLDERS = ("blobs", "owner-files", "theme", "uploads")
FILES = ("destinations.toml",)
"""Files of the data folder itself: where else the edition stands. Secrets are not in them."""

NAME = "backup.db"
PREFIXES = tuple(f"{number:02x}" for number in range(256))
_BLOB = re.compile(r"blobs/[0-9a-f]{2}/([0-9a-f]{64})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TABLES = """
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    digest TEXT NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_digest ON file (digest);
"""


class Catalogue:
    """Every file of a data folder that a backup keeps, by path. Paths are relative to it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        place = home / NAME
        try:
            self._open(place)
        except sqlite3.DatabaseError:
            # Only a memory: made anew from the files.
            self._rows.close()
            place.unlink()
            self._open(place)

    def _open(self, place: Path) -> None:
        self._rows = sqlite3.connect(place, isolation_level=None)
        place.chmod(0o600)
        self._rows.executescript(_TABLES)

    def close(self) -> None:
        """Let the file go."""
        self._rows.close()

    def take(self) -> None:
        """Look at every file; digests are computed for those that are new or have changed."""
        self._rows.execute("BEGIN IMMEDIATE")
        last = self._rows.execute("SELECT COALESCE(MAX(run), 0) FROM file").fetchone()[0]
        for path, state in _files(self._home):
            self._note(path, state, last + 1)
        self._rows.execute("DELETE FROM file WHERE run <= ?", (last,))
        self._rows.execute("COMMIT")

    def _note(self, path: str, state: os.stat_result, run: int) -> None:
        name = _digest_in(path)
        if name is None:
            row = self._rows.execute(
                "SELECT digest FROM file WHERE path = ? AND size = ? AND changed = ?",
                (path, state.st_size, state.st_mtime_ns),
            ).fetchone()
            name = row[0] if row else digest_of(self._home / path)
        if name is not None:
            self._rows.execute(
                "INSERT INTO file (path, size, changed, digest, run) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET size = excluded.size,"
                " changed = excluded.changed, digest = excluded.digest, run = excluded.run",
                (path, state.st_size, state.st_mtime_ns, name, run),
            )

    def again(self, path: str) -> str | None:
        """Read a file anew that was not what was remembered; its digest, None when it is gone."""
        place = self._home / path
        name = digest_of(place)
        if name is None:
            self.forget(path)
        else:
            size = place.stat().st_size
            self._rows.execute(
                "UPDATE file SET digest = ?, size = ? WHERE path = ?", (name, size, path)
            )
        return name

    def forget(self, path: str) -> None:
        """Leave a file out."""
        self._rows.execute("DELETE FROM file WHERE path = ?", (path,))

    def digests(self, prefix: str) -> list[tuple[str, int, str]]:
        """(digest, size, one path) of every file whose digest begins with ``prefix``."""
        return self._rows.execute(
            "SELECT digest, MIN(size), MIN(path) FROM file WHERE digest >= ? AND digest < ?"
            " GROUP BY digest ORDER BY digest",
            (prefix, prefix + "g"),
        ).fetchall()

    def lines(self) -> Iterator[tuple[str, str, int]]:
        """(path, digest, size) of every file, ordered by path."""
        yield from self._rows.execute("SELECT path, digest, size FROM file ORDER BY path")

    def totals(self) -> tuple[int, int]:
        """How many files, and their bytes."""
        row = self._rows.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM file").fetchone()
        return int(row[0]), int(row[1])


class Digests:
    """Digests with sizes, by prefix, however many: they lie in a file that nobody sees."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute(
            "CREATE TABLE one (digest TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Forget them."""
        self._rows.close()

    def add(self, found: Iterable[tuple[str, int]]) -> None:
        """Take in (digest, size) pairs; one that is known stays as it is."""
        self._rows.execute("BEGIN")
        self._rows.executemany("INSERT OR IGNORE INTO one VALUES (?, ?)", found)
        self._rows.execute("COMMIT")

    def of(self, prefix: str) -> dict[str, int]:
        """Those that begin with ``prefix``."""
        return dict(
            self._rows.execute(
                "SELECT digest, size FROM one WHERE digest >= ? AND digest < ?",
                (prefix, prefix + "g"),
            )
        )


def check_line(path: str, digest: str, size: int) -> None:
    """Raises ``Refused`` for a line that no backup writes: no file may land elsewhere."""
    parts = path.split("/")
    inside = len(parts) > 1 and parts[0] in FOLDERS and not {"", ".", ".."} & set(parts)
    if not (inside or path in FILES) or "\0" in path or not _DIGEST.fullmatch(digest) or size < 0:
        raise Refused(_("The archive names a file that belongs to no backup: {path}").format(
            path=path[:200]
        ))  # fmt: skip


def digest_of(place: Path) -> str | None:
    """The SHA-256 of a file, in hex; None when it is gone."""
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BackupError(f"{place}: {error.strerror}") from error


def _digest_in(path: str) -> str | None:
    """The digest that a blob's own name is."""
    found = _BLOB.fullmatch(path)
    return found[1] if found else None


def _files(home: Path) -> Iterator[tuple[str, os.stat_result]]:
    for path in FILES:
        if (home / path).is_file():
            yield path, (home / path).stat()
    waiting = [folder for folder in FOLDERS if (home / folder).is_dir()]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(home / folder) as entries:
                found = list(entries)
        except FileNotFoundError:
            continue
        for entry in found:
            path = _checked(f"{folder}/{entry.name}")
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file() and not _is_rough(path):
                try:
                    yield path, entry.stat()
                except FileNotFoundError:
                    continue


def _checked(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError as error:
        text = _("The name of {path!r} is not UTF-8: rename the file")
        raise BackupError(text.format(path=path)) from error
    return path


def _is_rough(path: str) -> bool:
    """Whether it lies among the blobs and is none: half written by somebody."""
    return path.startswith("blobs/") and _digest_in(path) is None
