"""Presses everything of a newspaper's journal into an empty folder; prints {path: digest}."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from shpalta import wiring
from shpalta.press import api
from shpalta.settings.environment import load
from tests.faults.house import edition_of


def main(folder: Path) -> None:
    """With the settings of the environment."""
    settings = load()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    places = api.Places(
        rows=api.open_database(wiring.rows_address(settings)),
        tables=api.open_sqlite(folder / "press.db"),
        disk=api.RealDisk(folder / "edition"),
        blobs=api.BlobStore(settings.blobs_dir),
    )
    machine = api.Press(places, wiring.registry(), wiring.WebsiteTheming())
    machine.start()
    api.press_all(machine, None, 0)
    sys.stdout.write(json.dumps(edition_of(folder / "edition")))
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
