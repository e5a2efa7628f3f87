"""Presses journals from nothing, in a process of its own, with the real product.

Run as a program it reads orders from standard input, one JSON object a line: ``rows`` (a copy of
the newsroom's database that may be written to), ``blobs``, ``root`` (a folder with nothing in it)
and ``all`` (press everything at once, or row by row). Each order is carried out by a child that is
forked for it, and answered with a line: digests by path, what a check of the edition finds, how
long the journal is, the edition's root.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from shpalta import wiring
from shpalta.lib.digests import digest
from shpalta.press import api


class UnsyncedDisk(api.RealDisk):
    """No power is cut here: what a process wrote is there for the next one."""

    def sync(self, *names: str) -> None:
        pass

    def sync_folder(self, *names: str) -> None:
        pass

    def sync_all(self) -> None:
        pass


def opened(path: Path) -> api.Database:
    database = api.open_sqlite(path)
    database.raw.execute("PRAGMA synchronous=OFF")
    return database


def press(order: dict[str, Any]) -> dict[str, Any]:
    root = Path(order["root"])
    registry, theming = wiring.product()
    rows, disk = opened(Path(order["rows"])), UnsyncedDisk(root / "edition")
    places = api.Places(rows, opened(root / "press.db"), disk, api.BlobStore(Path(order["blobs"])))
    one = api.Press(places, registry, theming)
    one.start()
    if order["all"]:
        api.press_all(one, None, 0)
    else:
        one.run()
    names = [name for name in disk.walk() if not name.endswith((".gz", ".br"))]
    return {
        "files": {name: digest(disk.read(name) or b"") for name in sorted(names)},
        "findings": [f"{finding.kind} {finding.path}" for finding in api.check(one)],
        "rows": api.journal.last_position(rows),
        "root": one.manifest.root(),
    }


def say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                say(press(json.loads(line)))
            except Exception:
                say({"error": traceback.format_exc()})
            finally:
                os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
