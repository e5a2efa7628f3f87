"""A newsroom as a backup sees it: a journal, a few files beside it, nobody who edits."""

import hashlib
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shpalta.backup import restoring, taking
from shpalta.backup.stores import FolderStore
from shpalta.press import api
from shpalta.press.api import journal

NOW = datetime(2026, 11, 28, 11, 30, tzinfo=UTC)
FILES = {
    "uploads/original_images/bridge.jpg": b"a bridge, as the photographer gave it" * 40,
    "uploads/documents/plan.pdf": b"%PDF a plan",
    "theme/own.css": b"body { color: #222 }",
    "owner-files/.well-known/security.txt": b"Contact: mailto:desk@example.org",
}
BLOBS = (b"a rendition of 320", b"a rendition of 640" * 30, b"")


@dataclass
class House:
    """A data folder, and where its backups go."""

    home: Path
    store: FolderStore

    @property
    def source(self) -> taking.Source:
        return taking.Source(self.home, str(self.home / "newsroom.db"), "0.1.0", {"A": "b"})

    def publish(self, *texts: str) -> None:
        """One act for each text."""
        with closing(api.open_sqlite(self.home / "newsroom.db")) as rows:
            for text in texts:
                fact = journal.Fact("article", text, f'{{"headline":"{text}"}}'.encode())
                with rows.transaction():
                    journal.append(
                        rows, [fact], act="publish", act_id=text, at="2026-11-28T11:00:00Z"
                    )

    def write(self, path: str, data: bytes) -> Path:
        place = self.home / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        return place

    def take(self, now: datetime = NOW) -> taking.Taken:
        return taking.take(self.source, self.store, now)

    def restore(self, target: Path, name: str | None = None, **more) -> restoring.Restored:
        with restoring.fetched(
            self.store, name or restoring.newest(self.store), target.parent
        ) as opened:
            return restoring.restore(opened, self.store, restoring.Target(target, **more), NOW)


def build(folder: Path) -> House:
    """A newsroom with three articles."""
    house = House(folder / "home", FolderStore(folder / "kept"))
    house.home.mkdir()
    with closing(api.open_sqlite(house.home / "newsroom.db")) as rows:
        journal.create_tables(rows)
    house.publish("one", "two", "three")
    for path, data in FILES.items():
        house.write(path, data)
    for data in BLOBS:
        api.BlobStore(house.home / "blobs").put(data)
    # What is made again, half written or a secret, and must not come along.
    house.write("secret-key", b"a secret that belongs to no archive of the database" * 2)
    house.write("edition/index.html", b"made again")
    house.write("blobs/aa/.new-rest", b"half")
    return house


def tree(root: Path) -> dict[str, str]:
    """Every file below ``root`` by its path, with the digest of its bytes."""
    return {
        place.relative_to(root).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(root.rglob("*"))
        if place.is_file() and not place.is_symlink()
    }


def media(root: Path) -> dict[str, str]:
    """The files of a data folder that a backup keeps."""
    folders = ("blobs/", "owner-files/", "theme/", "uploads/")
    return {p: d for p, d in tree(root).items() if p.startswith(folders) and ".new-" not in p}


def wipe(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
