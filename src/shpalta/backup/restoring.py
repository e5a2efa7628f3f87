"""Restoring: all is checked and put together beside the target, and appears there at the end."""

import gzip
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from shpalta.backup import database
from shpalta.backup import format as form
from shpalta.backup.archive import Archive
from shpalta.backup.errors import Missing, Refused
from shpalta.backup.media import FILES, PREFIXES, Digests, check_line
from shpalta.backup.messages import _
from shpalta.backup.stores import AT_ONCE, Store, blob_key, copied, sync_folder
from shpalta.press import api

INSIDE = ".restoring"
ASIDE = ".restored"
SECRET_KEY = "secret-key"  # noqa: S105 - the name of its file
_BYTES_OF_A_FILE = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """Where to restore: a data folder that is missing or empty, an empty PostgreSQL database.

    With ``replace`` a folder that is there is moved aside, under a name with the moment; nothing
    is deleted. ``keys`` are files by name, from the archive of keys. ``settle`` is done to the
    restored database before it is a newsroom's: what waits in a copy may have been done since.
    """

    home: Path
    database_url: str | None = None
    replace: bool = False
    keys: Mapping[str, bytes] = field(default_factory=dict)
    settle: Callable[[api.Database], object] = lambda database: None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. ``aside`` is where the folder went that was there before."""

    contents: form.Contents
    files: int
    aside: Path | None


Database = Callable[[Path], None]
"""Puts the newsroom's database into a data folder that is being put together."""


def newest(store: Store) -> str:
    """The key of the newest archive of a store; raises ``Missing``."""
    names = archives(store)
    if not names:
        raise Missing(_("{place} holds no backup").format(place=store.place))
    return names[-1]


def archives(store: Store) -> list[str]:
    """The keys of all archives of a store, oldest first."""
    return sorted(name for name in store.listed("") if form.is_archive(name))


@contextmanager
def fetched(store: Store, name: str, folder: Path) -> Iterator[Archive]:
    """The archive ``name``, checked to its last byte, for as long as it is worked with.

    ``folder`` is where the copy lies meanwhile. Raises ``Refused`` for what is no whole archive.
    """
    descriptor, place = tempfile.mkstemp(prefix=".archive-", suffix=".tar", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as target, store.open(name) as source:
            copied(source, target)
        found = Archive(Path(place))
        found.check_members()
        yield found
    finally:
        Path(place).unlink(missing_ok=True)


def restore(opened: Archive, store: Store, target: Target, now: datetime) -> Restored:
    """Restore what ``opened`` names, with files from ``store``.

    Raises:
        Refused: archive, files, target or room do not fit; nothing was touched.
    """
    contents = opened.contents
    kind = contents.database.kind
    if kind == "postgresql" and target.database_url is None:
        text = _(
            "The archive holds a PostgreSQL database: name an empty one, SHPALTA_DATABASE_URL."
        )
        raise Refused(text)
    if kind == "sqlite" and target.database_url is not None:
        text = _("The archive holds an SQLite database: restore it without SHPALTA_DATABASE_URL.")
        raise Refused(text)
    check_target(target, contents.media)
    check_files(opened, store)
    if target.database_url is not None:
        database.check_empty(target.database_url)

    def place_database(folder: Path) -> None:
        with opened.open(contents.database_member) as member:
            if target.database_url is None:
                database.unpack_sqlite(member, folder / "newsroom.db", contents.journal)
                settle(target, str(folder / "newsroom.db"))
                return
            dump = folder / form.POSTGRESQL
            with dump.open("wb") as file:
                copied(member, file)
        database.load_postgres(dump, target.database_url, contents.journal)
        settle(target, target.database_url)
        dump.unlink()

    number, aside = put_together(opened, store, target, place_database, now)
    return Restored(contents, number, aside)


def settle(target: Target, address: str) -> None:
    """Do to the restored database at ``address`` what is to be done before anything starts."""
    with closing(api.open_database(address)) as rows:
        target.settle(rows)
        if not rows.postgres:
            # One file again, without a log beside it.
            rows.execute("PRAGMA journal_mode=DELETE")


def put_together(
    opened: Archive, store: Store, target: Target, place_database: Database, now: datetime
) -> tuple[int, Path | None]:
    """The data folder, whole or not at all; how many files, and where an older folder went."""
    with _beside(target) as folder:
        number = _place_files(lines(opened), folder, store)
        _place_keys(folder, target.keys)
        # Last: on PostgreSQL it is there for good with this step.
        place_database(folder)
        _sync_all(folder)
        return number, _appear(folder, target, now)


# -- checks before anything is touched
# -------------------------------------------------------------


def check_target(target: Target, media: form.MediaFacts) -> None:
    """Raises ``Refused`` when the target is taken, or too small."""
    home = target.home
    if home.exists() and not home.is_dir():
        raise Refused(_("{place} is a file.").format(place=home))
    if not target.replace and home.is_dir() and any(_others(home)):
        text = _("{place} is not empty. Name another folder, or --replace to move it aside.")
        raise Refused(text.format(place=home))
    disk = next(one for one in (home, *home.parents) if one.exists())
    needed = media.bytes + media.files * _BYTES_OF_A_FILE
    state = os.statvfs(disk)
    if state.f_bavail * state.f_frsize < needed:
        text = _("The files take about {needed} bytes; {place} has {free} free.")
        raise Refused(text.format(needed=needed, place=disk, free=state.f_bavail * state.f_frsize))
    # Some file systems count no inodes, and say zero of zero.
    if state.f_files and state.f_favail < media.files:
        text = _("There are {needed} files to write; {place} has room for {free} more.")
        raise Refused(text.format(needed=media.files, place=disk, free=state.f_favail))


def check_files(opened: Archive, store: Store) -> None:
    """Raises ``Refused`` when the store lacks a file that the archive names.

    Whether their bytes are right is seen when they are copied, still before the target is touched.
    """
    with closing(Digests()) as wanted:
        wanted.add(_checked(lines(opened)))
        for prefix in PREFIXES:
            digests = wanted.of(prefix)
            known = store.listed(f"blobs/{prefix}") if digests else {}
            for digest, size in digests.items():
                kept = known.get(blob_key(digest))
                if kept is None or kept.size != size:
                    text = _("{place} lacks the file {digest}, or holds a part of it alone.")
                    raise Refused(text.format(place=store.place, digest=digest))


def _checked(found: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, int]]:
    for path, digest, size in found:
        check_line(path, digest, size)
        yield digest, size


def lines(opened: Archive) -> Iterator[tuple[str, str, int]]:
    """(path, digest, size) of every file that the archive names."""
    with opened.open(form.MEDIA) as member, gzip.open(member, "rt", encoding="utf-8") as found:
        for line in found:
            words = json.loads(line)
            yield words["path"], words["sha256"], words["size"]


# -- putting together
# ------------------------------------------------------------------------------


def _others(home: Path) -> Iterator[Path]:
    return (child for child in home.iterdir() if child.name != INSIDE)


@contextmanager
def _beside(target: Target) -> Iterator[Path]:
    """A folder on the target's own disk. Inside an empty one that is there already: it may be a
    mount point, whose parent is no place of ours.
    """
    home = target.home
    if home.is_dir() and not target.replace:
        folder = home / INSIDE
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    else:
        home.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{home.name}-restoring-", dir=home.parent))
    try:
        yield folder
    finally:
        if folder != home and folder.exists():
            shutil.rmtree(folder)


def _place_files(found: Iterator[tuple[str, str, int]], folder: Path, store: Store) -> int:
    """Bring all files, several at a time; how many."""

    def place(line: tuple[str, str, int]) -> None:
        path, digest, size = line
        try:
            place_file(folder / _place_of(path), store, digest, size)
        except Missing as error:
            # It was there a moment ago.
            raise Refused(str(error)) from error

    number = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while some := list(islice(found, 256)):
            number += len(list(pool.map(place, some)))
    return number


def _place_of(path: str) -> str:
    """Where a file goes. What leads outside is laid ready, and works when the owner renames it:
    the newsroom that was copied may be alive, and two must not write to one place.
    """
    return path + ASIDE if path in FILES else path


def place_file(place: Path, store: Store, digest: str, size: int | None = None) -> None:
    """Bring one file from ``store`` to ``place``.

    Raises:
        Missing: the store has none.
        Refused: it has other bytes, or another ``size``, than it should.
    """
    with store.open(blob_key(digest)) as source:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as target:
            found = copied(source, target)
    if found != digest or (size is not None and place.stat().st_size != size):
        text = _("The file {digest} in {place} is damaged.")
        raise Refused(text.format(digest=digest, place=store.place))


def _place_keys(folder: Path, keys: Mapping[str, bytes]) -> None:
    """The newsroom's keys; without them a new secret key, so that it can be started at all."""
    for name, data in {SECRET_KEY: secrets.token_urlsafe(64).encode(), **keys}.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)


def _sync_all(folder: Path) -> None:
    """Make all of it outlive a power cut, in one go."""
    os.sync()
    sync_folder(folder)


def _appear(folder: Path, target: Target, now: datetime) -> Path | None:
    home, aside = target.home, None
    if folder.parent == home:
        # The database last: with it the folder is a newsroom.
        for child in sorted(folder.iterdir(), key=lambda one: one.name == "newsroom.db"):
            child.rename(home / child.name)
        folder.rmdir()
        sync_folder(home)
        return None
    if home.exists():
        aside = home.with_name(f"{home.name}.before-{form.stamp(now)}")
        home.rename(aside)
    folder.chmod(0o750)
    folder.rename(home)
    sync_folder(home.parent)
    return aside
