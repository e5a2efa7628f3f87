"""The content-addressed store of files: renditions, documents, social images. Needs no Django.

A file's name is the SHA-256 of its bytes, ``blobs/ab/abcdef…``: written once, never changed, the
same for every process that reads the folder. The press reads it through its own code.
"""

import os
import tempfile
from pathlib import Path

from shpalta.lib.digests import digest

_HEX = frozenset("0123456789abcdef")
_LENGTH = 64


class BlobError(Exception):
    """A blob that cannot be stored or read; the text names it and says why."""


class BlobUnreadable(BlobError, OSError):
    """The disk cannot give the bytes now: that is no fault of whoever asks for them."""


class BlobStore:
    """Bytes by digest below ``root``, which need not exist yet."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, name: str) -> Path:
        """Where the blob called ``name`` lies, whether or not it is there.

        Raises ``BlobError`` for what is no digest: no name leads out of the folder.
        """
        if len(name) != _LENGTH or not _HEX.issuperset(name):
            raise BlobError(f"{name[:80]!r} is no SHA-256 digest in lower-case hex")
        return self.root / name[:2] / name

    def has(self, name: str) -> bool:
        """Whether the blob called ``name`` is stored."""
        return self.path_of(name).is_file()

    def read(self, name: str, *, verify: bool = False) -> bytes:
        """The bytes called ``name``; with ``verify``, only if they still are what was stored.

        Raises ``BlobError`` when they are missing, unreadable or (with ``verify``) changed.
        """
        path = self.path_of(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise BlobError(f"blob {name} is missing: {path} does not exist") from None
        except OSError as error:
            words = f"blob {name} cannot be read from {path}: {error.strerror}"
            raise BlobUnreadable(error.errno, words) from error
        if verify and digest(data) != name:
            raise BlobError(f"blob {name} is damaged: {path} now holds {digest(data)}")
        return data

    def put(self, data: bytes) -> str:
        """Store ``data`` durably; its digest. Bytes already stored are not written again.

        When this returns, the bytes outlive a power cut: a record may name them.
        """
        name = digest(data)
        path = self.path_of(name)
        # A file of another size is the rest of a disk gone wrong: it is written anew.
        if path.is_file() and path.stat().st_size == len(data):
            return name
        try:
            self._make_folder(path.parent)
            self._write(path, data)
        except OSError as error:
            raise BlobError(f"blob {name} cannot be stored in {path.parent}: {error}") from error
        return name

    def _make_folder(self, folder: Path) -> None:
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for made in missing:
            _sync_folder(made.parent)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        # A name of its own for every writer: two that store the same bytes never share a
        # half-written file, and the last rename replaces equal by equal.
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                # mkstemp gives 0600, but the web server and the press may be other users.
                os.fchmod(file.fileno(), 0o644)
                os.fdatasync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the folder's entries outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
