"""A full press as a program of its own: ``python -m benchmarks.full_press HOME WORKERS``.

Prints when the edition with its ``.gz`` siblings was whole, and when ``.br`` was added.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.homes import environment
from benchmarks.waves import opened
from shpalta import wiring
from shpalta.press import api
from shpalta.settings.environment import Settings


def main(home: Path, workers: int) -> dict[str, float]:
    """Press everything; moments of the system's monotonic clock."""
    press = opened(home)
    workshop = wiring.workshop(Settings.from_environ(environment(home)))
    moments = {"pressed": time.monotonic()}

    def progress(done: int, total: int) -> None:
        moments["pressed"] = time.monotonic()

    api.press_all(press, workshop, workers, progress)
    press.run()
    press.lease.release()
    return moments | {"polished": time.monotonic()}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
