"""Taking a backup: snapshot, then files, then the archive that names both, last and whole.

The order is the promise. The files are listed after the database was copied, and a file is stored
before the row that names it: so all that the copy refers to is in the list. The archive gets its
name when everything that it names is in the store.
"""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from shpalta.backup import archive, database, whose
from shpalta.backup import format as form
from shpalta.backup.errors import BackupError, Damaged
from shpalta.backup.media import PREFIXES, Catalogue
from shpalta.backup.messages import _
from shpalta.backup.stores import AT_ONCE, Kept, Store, blob_key


@dataclass(frozen=True, slots=True)
class Source:
    """A newsroom: its data folder, where its database is, its version, settings without secrets.

    ``edition`` answers which edition stands now, or None when the press has not caught up.
    """

    home: Path
    rows: str
    version: str
    settings: Mapping[str, str]
    edition: Callable[[], form.EditionFacts | None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup: the archive's key and size in bytes, what it says, files copied for it; ``begun``
    is whether the store held nothing before.
    """

    name: str
    size: int
    contents: form.Contents
    copied: int
    begun: bool


def take(source: Source, store: Store, now: datetime) -> Taken:
    """Back the newsroom up into ``store``, verified as it is written.

    Raises:
        BackupError: it could not be done; the store holds no archive of this attempt.
    """
    with alone(source.home) as folder:
        _check_room(source, folder)
        before = source.edition()
        copy = database.snapshot(source.rows, folder)
        begun = whose.claim(store, copy.journal.first, folder)
        with closing(Catalogue(source.home)) as catalogue:
            catalogue.take()
            copied, lost = _copy_files(catalogue, source.home, store)
            media = _list_files(catalogue, folder)
        contents = form.Contents(
            format=form.FORMAT,
            shpalta=source.version,
            made=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            database=copy.database,
            journal=copy.journal,
            articles=copy.articles,
            edition=_standing(copy.journal.position, before, source),
            media=media,
            lost=tuple(lost),
            settings=dict(source.settings),
            members={place.name: _part(place) for place in (copy.place, folder / form.MEDIA)},
        )
        name, size = _put_archive(contents, copy.place, folder, store, now)
    return Taken(name, size, contents, copied, begun)


def _put_archive(
    contents: form.Contents, copy: Path, folder: Path, store: Store, now: datetime
) -> tuple[str, int]:
    """Write, read again, store; the archive's key and size."""
    place = folder / "archive.tar"
    members = {copy.name: copy, form.MEDIA: folder / form.MEDIA}
    digest = archive.write(place, contents, members)
    # What was written is read again, as a restore would.
    archive.Archive(place).check_members()
    name = form.archive_name(now, contents.journal.position, digest)
    store.put(name, place, digest)
    return name, place.stat().st_size


def _standing(
    position: int, before: form.EditionFacts | None, source: Source
) -> form.EditionFacts | None:
    """The edition of the snapshot's own position, if it was seen standing before or after it."""
    seen = (before, source.edition())
    return next((one for one in seen if one is not None and one.position == position), None)


@contextmanager
def alone(home: Path, what: str = "backup") -> Iterator[Path]:
    """A folder to work in, for one ``what`` (``backup``, ``drill``) of this newsroom at a time.
    What one that was killed left behind goes.

    Raises:
        BackupError: another one is being taken.
    """
    if not home.is_dir():
        raise BackupError(_("There is no newsroom here: {place} is missing.").format(place=home))
    with (home / f"{what}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            text = _("Another {what} of this newsroom is under way.")
            raise BackupError(text.format(what=what)) from None
        for leftover in home.glob(f".{what}-*"):
            shutil.rmtree(leftover)
        folder = Path(tempfile.mkdtemp(prefix=f".{what}-", dir=home))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _check_room(source: Source, folder: Path) -> None:
    """The copy, its packed form and the archive are on the data folder's disk for a while."""
    if database.is_postgres(source.rows):
        return
    place = Path(source.rows)
    needed = 2 * place.stat().st_size if place.is_file() else 0
    free = shutil.disk_usage(folder).free
    if free < needed:
        text = _("A backup needs about {needed} bytes free in {place}; there are {free}.")
        raise BackupError(text.format(needed=needed, place=source.home, free=free))


# -- the files
# -------------------------------------------------------------------------------------


class _Outcome(Enum):
    """What became of a file that was to be copied."""

    KEPT = auto()
    GONE = auto()
    OTHER = auto()


def _copy_files(catalogue: Catalogue, home: Path, store: Store) -> tuple[int, list[str]]:
    """Bring every file that the store lacks into it; how many, and which are damaged here."""
    number, lost = 0, []

    def copy(one: tuple[str, int, str]) -> _Outcome:
        digest, _size, path = one
        try:
            store.put(blob_key(digest), home / path, digest)
        except FileNotFoundError:
            return _Outcome.GONE
        except Damaged:
            return _Outcome.OTHER
        return _Outcome.KEPT

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for prefix in PREFIXES:
            wanted = catalogue.digests(prefix)
            known = store.listed(f"blobs/{prefix}") if wanted else {}
            new = [one for one in wanted if not _is_kept(known.get(blob_key(one[0])), one[1])]
            number += len(new)
            for (_digest, _size, path), outcome in zip(new, pool.map(copy, new), strict=True):
                if outcome is not _Outcome.KEPT and not _excused(
                    catalogue, home, store, path, outcome
                ):
                    lost.append(path)
    return number, lost


def _is_kept(kept: Kept | None, size: int) -> bool:
    return kept is not None and kept.size == size


def _excused(catalogue: Catalogue, home: Path, store: Store, path: str, outcome: _Outcome) -> bool:
    """Whether nothing is lost by a file that was not copied."""
    if outcome is _Outcome.GONE:
        # An editor has deleted it since it was listed.
        catalogue.forget(path)
        return True
    if path.startswith("blobs/"):
        catalogue.forget(path)
        return False
    # It has changed since it was listed: what it is now is what is kept.
    name = catalogue.again(path)
    if name is not None:
        store.put(blob_key(name), home / path, name)
    return True


def _list_files(catalogue: Catalogue, folder: Path) -> form.MediaFacts:
    with gzip.open(folder / form.MEDIA, "wt", encoding="utf-8", compresslevel=6) as lines:
        for path, digest, size in catalogue.lines():
            words = {"path": path, "sha256": digest, "size": size}
            lines.write(json.dumps(words, ensure_ascii=False) + "\n")
    return form.MediaFacts(*catalogue.totals())


def _part(place: Path) -> form.Part:
    with place.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return form.Part(digest, os.stat(place).st_size)
