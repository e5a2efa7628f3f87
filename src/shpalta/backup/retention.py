"""Tidying a store: old archives go, and files that no archive names any more."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shpalta.backup import restoring
from shpalta.backup.errors import BackupError
from shpalta.backup.media import PREFIXES, Digests
from shpalta.backup.messages import _
from shpalta.backup.stores import Store, blob_key

GRACE = timedelta(days=1)
"""A file may belong to a backup that is being taken: younger ones stay."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many archives and files were removed, and the bytes of the files."""

    archives: int
    files: int
    bytes: int


def tidy(store: Store, keep: int, now: datetime, folder: Path) -> Tidied:
    """Keep the newest ``keep`` archives, and every file that one of them names.

    Each archive that stays is read to its last byte first: while one of them cannot be, nothing
    is removed at all. ``folder`` is where they lie meanwhile.

    Raises:
        BackupError: an archive that stays is damaged.
    """
    if keep < 1:
        raise BackupError(_("At least one backup is kept."))
    names = restoring.archives(store)
    old, stay = names[:-keep], names[-keep:]
    with closing(Digests()) as named:
        for name in stay:
            with restoring.fetched(store, name, folder) as opened:
                named.add((digest, size) for _path, digest, size in restoring.lines(opened))
        for name in old:
            store.remove(name)
        files, size = _remove_files(store, named, now)
    return Tidied(len(old), files, size)


def _remove_files(store: Store, named: Digests, now: datetime) -> tuple[int, int]:
    """Remove what nothing names any more; how many files and bytes."""
    files = size = 0
    for prefix in PREFIXES:
        wanted = {blob_key(digest) for digest in named.of(prefix)}
        for key, kept in store.listed(f"blobs/{prefix}").items():
            if key not in wanted and now - kept.since > GRACE:
                store.remove(key)
                files, size = files + 1, size + kept.size
    return files, size
