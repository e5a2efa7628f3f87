"""One sender over a manifest of made-up pages: ``python -m benchmarks.placing_run JSON RUNS``."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.placing import page, path_of
from shpalta.lib.digests import digest
from shpalta.press.core.plan import Entry
from shpalta.press.database import open_sqlite
from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.opening import open_target
from shpalta.press.destinations.sender import Place, Sender
from shpalta.press.destinations.supply import EditionSupply
from shpalta.press.disk.io import Disk
from shpalta.press.store import schema
from shpalta.press.store.manifest import Made, Manifest

_PIECE = 1000
_PUBLICATION = 20


class _Pages:
    """The edition's disk, as far as a sender reads it: pages by the number in their path."""

    def __init__(self) -> None:
        self.version = ""

    def read(self, path: str) -> bytes:
        number = path.rpartition("-")[2].removesuffix(".html")
        return page(int(number)) + self.version.encode()


def main(told: dict[str, Any], runs: int) -> dict[str, Any]:
    """Seconds of the first fill, of the processor, and of each publication."""
    folder = Path(told["folder"])
    name = "bucket" if "bucket" in told["where"] else "folder"
    tables = open_sqlite(folder / f"{name}-press.db")
    schema.create_tables(tables)
    manifest, pages = Manifest(tables), _Pages()
    _write(manifest, pages, range(told["files"]), tables)
    where = told["where"]
    at = BucketAddress(**where) if name == "bucket" else Path(where["folder"])
    disk: Disk = pages  # type: ignore[assignment]
    sender = Sender(
        Place(name, open_target(at), open_sqlite(folder / f"{name}.db"), {"article": 0}),
        EditionSupply(lambda: tables, disk),
    )
    sender.start()
    begun, processor = time.monotonic(), time.process_time()
    _until_done(sender)
    wall, cpu = time.monotonic() - begun, time.process_time() - processor
    publications = []
    for number in range(runs):
        pages.version = f"<!-- {number} -->"
        start = (number * _PUBLICATION) % max(1, told["files"] - _PUBLICATION)
        _write(manifest, pages, range(start, start + _PUBLICATION), tables)
        begun = time.monotonic()
        _until_done(sender)
        publications.append(time.monotonic() - begun)
    sender.end()
    return {"files": told["files"], "wall": wall, "cpu": cpu, "publications": publications}


def _until_done(sender: Sender) -> None:
    sender.work()
    if sender.tables.due():
        raise SystemExit(f"not placed: {sender.tables.get('trouble')}")


def _write(manifest: Manifest, pages: _Pages, numbers: range, tables: Any) -> None:
    for start in range(numbers.start, numbers.stop, _PIECE):
        made = []
        for number in range(start, min(start + _PIECE, numbers.stop)):
            path = path_of(number)
            data = pages.read(path)
            entry = Entry(path, "article", f"record:article:{number}", (), path, digest(data))
            made.append(Made(entry, len(data), frozenset()))
        with tables.transaction():
            manifest.put(made, lambda name: "")


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]), int(sys.argv[2]))))
