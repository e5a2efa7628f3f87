"""Writing an archive, and reading one that may be damaged."""

import contextlib
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from shpalta.backup import format as form
from shpalta.backup.errors import Damaged, Refused
from shpalta.backup.messages import _

BLOCK = 1 << 20


def write(place: Path, contents: form.Contents, members: Mapping[str, Path]) -> str:
    """Write the archive durably to ``place``, which must not exist; the digest of all its bytes.

    Only its owner can read it: it holds drafts, addresses and digests of passwords.
    """
    descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, form.MANIFEST, io.BytesIO(data := form.encode(contents)), len(data))
            for name in sorted(members):
                with members[name].open("rb") as member:
                    _add(tar, name, member, members[name].stat().st_size)
        size = file.seek(0, os.SEEK_END)
        state = _hashed(file, size)
        end = form.seal(state.hexdigest())
        file.seek(size)
        file.write(end)
        file.flush()
        os.fsync(file.fileno())
    state.update(end)
    return state.hexdigest()


def _add(tar: tarfile.TarFile, name: str, file: BinaryIO, size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, file)


def _hashed(file: BinaryIO, size: int) -> "hashlib._Hash":
    """The state of SHA-256 over the first ``size`` bytes."""
    state = hashlib.sha256()
    file.seek(0)
    while size > 0:
        block = file.read(min(BLOCK, size))
        if not block:
            raise Damaged(_("The archive ends too early."))
        state.update(block)
        size -= len(block)
    return state


class Archive:
    """An archive on this machine's disk, every byte of which has been checked."""

    def __init__(self, place: Path) -> None:
        """Read the whole file.

        Raises:
            Refused: it is no archive, or of an unknown form, or not as it was written.
        """
        self.place = place
        try:
            with place.open("rb") as file:
                self._check(file)
            with self._tar() as tar:
                first = tar.next()
                data = None if first is None else tar.extractfile(first)
                if first is None or first.name != form.MANIFEST or data is None:
                    raise Refused(_("The archive begins with no manifest."))
                self.contents = form.decode(data.read())
        except (Damaged, OSError, tarfile.TarError) as error:
            text = _("The archive {place} is damaged: {error}")
            raise Refused(text.format(place=place, error=error)) from error

    @staticmethod
    def _check(file: BinaryIO) -> None:
        size = file.seek(0, os.SEEK_END) - form.SEAL_BYTES
        if size < 0:
            raise Refused(_("This is no backup of Shpalta, or its end is missing or damaged."))
        file.seek(size)
        end = file.read()
        name = form.unseal(end)
        if _hashed(file, size).hexdigest() != name:
            raise Damaged(_("its bytes are not those that were written"))

    @contextlib.contextmanager
    def _tar(self) -> Iterator[tarfile.TarFile]:
        with tarfile.open(self.place, mode="r:") as tar:
            yield tar

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A member's bytes."""
        with self._tar() as tar:
            found = None
            with contextlib.suppress(KeyError):
                found = tar.extractfile(name)
            if found is None:
                raise Refused(_("The archive lacks {name}.").format(name=name))
            with found:
                yield found  # type: ignore[misc]

    def check_members(self) -> None:
        """Raises ``Refused`` unless every member is what the manifest says of it."""
        for name, part in self.contents.members.items():
            state, size = hashlib.sha256(), 0
            with self.open(name) as file:
                while block := file.read(BLOCK):
                    state.update(block)
                    size += len(block)
            if (state.hexdigest(), size) != (part.sha256, part.size):
                text = _("The archive's {name} is not what its manifest says.")
                raise Refused(text.format(name=name))
