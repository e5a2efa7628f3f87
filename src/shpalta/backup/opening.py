"""From what a person writes to a store: ``/mnt/backups``, ``s3://bucket/prefix?endpoint=…``."""

from pathlib import Path

from shpalta.backup.errors import BackupError
from shpalta.backup.stores import FolderStore, Store

_SUFFIXES = (".tar", ".age")


def store(place: str) -> Store:
    """The store at ``place``; nothing is made there yet.

    Raises:
        BackupError: it names no place.
    """
    if "://" not in place:
        return FolderStore(Path(place).expanduser().absolute())
    from shpalta.backup.bucket import BucketStore

    return BucketStore.at(place)


def archive(place: str) -> tuple[Store, str | None]:
    """The store of an archive and its key in there; no key where ``place`` is a store itself."""
    head, query = _apart(place)
    if not head.endswith(_SUFFIXES):
        return store(place), None
    folder, _slash, name = head.rpartition("/")
    return store((folder or ".") + query), name


def read(place: str) -> bytes:
    """The bytes of one small file, such as an archive of keys."""
    found, name = archive(place)
    if name is None:
        path = Path(place)
        try:
            return path.read_bytes()
        except OSError as error:
            raise BackupError(f"{path}: {error.strerror}") from error
    with found.open(name) as file:
        return file.read()


def _apart(place: str) -> tuple[str, str]:
    """What stands before the query of an address, and the query with its mark."""
    if "://" not in place:
        return place, ""
    head, mark, query = place.partition("?")
    return head, mark + query
