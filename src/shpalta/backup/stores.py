"""Where backups are kept. A store holds files by key: whole, or not at all.

Keys are ``NAME.tar`` and the like, and ``blobs/ab/abcd…`` for files by digest.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from shpalta.backup.errors import BackupError, Damaged, Missing
from shpalta.backup.messages import _

BLOCK = 1 << 20
AT_ONCE = 8
"""Files that are copied at a time: most of the time of each is waiting for a disk or a line."""

_UNFINISHED = ".new-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in a store: bytes, and when it came."""

    size: int
    since: datetime


class Store(Protocol):
    """What a destination of backups can do, for several threads at once. Every method raises
    ``BackupError`` when it cannot.
    """

    @property
    def place(self) -> str:
        """Where it is, for a person; never a secret."""

    def put(self, key: str, source: Path, digest: str) -> None:
        """Keep the bytes of ``source`` under ``key``, read back and compared with ``digest``.

        There is nothing under the key before the bytes are whole. Raises ``Damaged`` when
        ``source`` itself does not have the digest.
        """

    def open(self, key: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """The bytes under ``key``; raises ``Missing``."""

    def listed(self, folder: str) -> dict[str, Kept]:
        """The files straight below ``folder`` ("" or ``blobs/ab``), by key."""

    def remove(self, key: str) -> None:
        """Take a file away; nothing happens where there is none."""


def blob_key(digest: str) -> str:
    """Where the file called ``digest`` lies in every store."""
    return f"blobs/{digest[:2]}/{digest}"


class FolderStore:
    """A store in a folder: of this machine, or mounted here."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def place(self) -> str:
        return str(self._root)

    def put(self, key: str, source: Path, digest: str) -> None:
        target = self._root / key
        with _in_words(target):
            _make_folder(target.parent)
            descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=target.parent)
            temporary = Path(name)
            try:
                with os.fdopen(descriptor, "w+b") as file, source.open("rb") as data:
                    if copied(data, file) != digest:
                        raise Damaged(_("{path} is damaged").format(path=source))
                    file.flush()
                    os.fsync(file.fileno())
                    # Read back from the disk, not from memory.
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                    file.seek(0)
                    if copied(file, None) != digest:
                        text = _("{path} does not hold what was written to it")
                        raise BackupError(text.format(path=target))
                os.replace(temporary, target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            sync_folder(target.parent)

    @contextlib.contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        target = self._root / key
        try:
            file = target.open("rb")
        except FileNotFoundError:
            raise Missing(_("{place} is not there").format(place=target)) from None
        except OSError as error:
            raise BackupError(f"{target}: {error.strerror}") from error
        with file:
            yield file

    def listed(self, folder: str) -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        place, prefix = self._root / folder, f"{folder}/" if folder else ""
        with _in_words(place), contextlib.suppress(FileNotFoundError), os.scandir(place) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_file():
                    state = entry.stat()
                    since = datetime.fromtimestamp(state.st_mtime, UTC)
                    found[prefix + entry.name] = Kept(state.st_size, since)
        return found

    def remove(self, key: str) -> None:
        target = self._root / key
        with _in_words(target), contextlib.suppress(FileNotFoundError):
            target.unlink()
            sync_folder(target.parent)


def copied(source: BinaryIO, target: BinaryIO | None) -> str:
    """Copy to the end, or only read; the SHA-256 of what went through."""
    state = hashlib.sha256()
    while block := source.read(BLOCK):
        state.update(block)
        if target is not None:
            target.write(block)
    return state.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the folder's entries outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for made in missing:
        sync_folder(made.parent)


@contextlib.contextmanager
def _in_words(place: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BackupError(f"{error.filename or place}: {error.strerror}") from error
