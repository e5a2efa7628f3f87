"""A full press as a program of its own: ``python -m benchmarks.full_press HOME WORKERS``.

Prints when the edition with its ``.gz`` siblings was whole, and when ``.br`` was added.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.homes import environment
from benchmarks.waves import opened
from shpalta import wiring
from shpalta.press import api
from shpalta.settings.environment import Settings


def main(home: Path, workers: int) -> dict[str, float]:
    """Press everything; moments of the system's monotonic clock, and bytes of memory."""
    press = opened(home)
    workshop = wiring.workshop(Settings.from_environ(environment(home)))
    moments = dict.fromkeys(("checked", "pressed"), time.monotonic())

    def note(name: str) -> Callable[[int, int], None]:
        def at(done: int, total: int) -> None:
            moments[name] = time.monotonic()

        return at

    told = api.Told(pressed=note("pressed"), checked=note("checked"))
    api.press_all(press, workshop, workers, told=told)
    press.run()
    press.lease.release()
    return moments | {
        "polished": time.monotonic(),
        "memory": _most(resource.RUSAGE_SELF),
        "worker_memory": _most(resource.RUSAGE_CHILDREN),
    }


def _most(who: int) -> float:
    """The most bytes that this process, or one that has ended below it, held at a time."""
    return resource.getrusage(who).ru_maxrss * 1024.0


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
