"""Where the contract of destinations is tried: a newsroom in a string, and each kind of place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from shpalta.lib.served import cache_control, content_type
from shpalta.press.database import Database, open_sqlite
from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.bucket import Bucket
from shpalta.press.destinations.folder import Folder
from shpalta.press.destinations.sender import Place, Sender
from shpalta.press.destinations.state import DestinationState, state_of_destination
from shpalta.press.destinations.supply import EditionSupply
from shpalta.press.destinations.tables import Tables
from shpalta.press.destinations.target import Outcome, Parcel, Target
from shpalta.press.disk.io import RealDisk
from tests.buckets import get
from tests.press.newsroom import Newsroom

LINK = re.compile(rb'"(/[^"]+\.(?:html|jpg))"')


class Ended(BaseException):
    """The sender's process ends here."""


class Watched:
    """A target that tells in which order things were carried, and where a process ends."""

    def __init__(self, inner: Target) -> None:
        self.inner = inner
        self.carried: list[tuple[str, str]] = []
        self.end_before: int | None = None
        self.end_after: int | None = None
        self._calls = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def carry(self, parcels: Sequence[Parcel], width: int) -> list[Outcome]:
        self._calls += 1
        if self._calls == self.end_before:
            raise Ended
        outcomes = self.inner.carry(parcels, width)
        if self._calls == self.end_after:
            raise Ended
        kinds = {parcel.path: "put" if parcel.data is not None else "remove" for parcel in parcels}
        self.carried += [
            (kinds[one.path], one.path) for one in outcomes if not one.error and not one.moved
        ]
        return outcomes


class Ground:
    """A newsroom, a place of one kind, and what a reader sees of it."""

    def __init__(
        self,
        place: BucketAddress | Path,
        owner: Any = None,
        newsroom: Any = None,
        memory: Callable[[], Database] = lambda: open_sqlite(":memory:"),
    ) -> None:
        self.newsroom = newsroom or Newsroom().found("misto", "sport")
        self.at = place
        self.owner = owner
        self.memory = memory
        self.database = memory()

    @property
    def kind(self) -> str:
        return "folder" if isinstance(self.at, Path) else "bucket"

    def target(self) -> Watched:
        return Watched(Folder(self.at) if isinstance(self.at, Path) else Bucket(self.at))

    def supply(self) -> EditionSupply:
        return EditionSupply(lambda: self.newsroom.tables, self.newsroom.disk)

    def sender(self, target: Any = None, database: Database | None = None) -> Sender:
        ranks = {family.name: family.rank for family in self.newsroom.registry.families}
        place = Place(
            "place",
            target or self.target(),
            database or self.database,
            ranks,
            clock=lambda: self.newsroom.now,
        )
        sender = Sender(place, self.supply())
        sender.start()
        return sender

    def settle(self, sender: Sender | None = None) -> Sender:
        """Press, then send until nothing waits."""
        self.newsroom.run()
        sender = sender or self.sender()
        for _ in range(60):
            self.newsroom.wait(seconds=sender.work())
            if not self.state().problem and not sender.tables.pending():
                return sender
        raise AssertionError(self.state())

    def state(self) -> DestinationState:
        where = Tables(self.database).get("opened") or str(self.at)
        return state_of_destination(
            "place", self.kind, where, self.database, self.supply(), self.newsroom.now
        )

    # -- what is there --------------------------------------------------------------------------

    def wanted(self) -> dict[str, bytes]:
        """What a reader should find."""
        files = self.newsroom.disk.edition()
        if self.kind == "folder":
            return files
        return {path: data for path, data in files.items() if not path.endswith(".gone")}

    def get(self, path: str) -> bytes | None:
        """What a reader is given, by another client than the sender's."""
        if isinstance(self.at, Path):
            # In one step: it may be withdrawn between a look and a read.
            try:
                return Path(f"{self.at}{path}").read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        status, headers, body = get(self.at, path)
        if status != 200:
            return None
        assert headers["content-type"] == content_type(path)
        assert headers["cache-control"] == cache_control(path)
        assert "content-encoding" not in headers
        return body

    def paths(self) -> set[str]:
        """Every path that something stands at."""
        if isinstance(self.at, Path):
            return set(RealDisk(self.at).walk())
        found = self.owner.list_objects_v2(Bucket=self.at.bucket, Prefix=f"{self.at.prefix}/")
        return {f"/{o['Key'].split('/', 1)[1]}" for o in found.get("Contents", ())}

    def stand(self) -> dict[str, bytes | None]:
        return {path: self.get(path) for path in self.paths()}

    def intrude(self, path: str, data: bytes = b"not ours") -> None:
        """Somebody puts a file there by hand."""
        if isinstance(self.at, Path):
            place = Path(f"{self.at}{path}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        else:
            self.owner.put_object(Bucket=self.at.bucket, Key=f"{self.at.prefix}{path}", Body=data)

    def take_away(self, path: str) -> None:
        if isinstance(self.at, Path):
            Path(f"{self.at}{path}").unlink()
        else:
            self.owner.delete_object(Bucket=self.at.bucket, Key=f"{self.at.prefix}{path}")

    def foreign(self, path: str) -> bytes | None:
        """A file put there by hand, headers aside."""
        if isinstance(self.at, Path):
            return self.get(path)
        return get(self.at, path)[2]


def links(page: bytes) -> Iterator[str]:
    """Where a page of the toy product leads."""
    return (found.decode() for found in LINK.findall(page))
