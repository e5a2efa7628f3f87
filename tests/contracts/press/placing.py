"""One sender as a process: ``python -m tests.contracts.press.placing JSON``.

It says ``started`` when it has become the one who sends, works until it is killed, and ends with
3 when another one has taken its place.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from shpalta.press.database import open_postgres
from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.sender import Place, Sender
from shpalta.press.destinations.supply import EditionSupply, PressTables
from shpalta.press.disk.io import RealDisk
from shpalta.press.errors import LeaseLost
from tests.contracts.press.faulty import Behind
from tests.press import toy

TAKEN = 3
LEASE_SECONDS = 3


def main(words: str) -> int:
    """Until it is killed, or has lost its place."""
    told = json.loads(words)
    supply = EditionSupply(PressTables(told["tables"], "press"), RealDisk(Path(told["edition"])))
    database = open_postgres(told["tables"], schema="press_to_main")
    ranks = {family.name: family.rank for family in toy.REGISTRY.families}
    target = Behind(BucketAddress(**told["bucket"]))
    sender = Sender(Place("main", target, database, ranks, lease_seconds=LEASE_SECONDS), supply)
    pause = threading.Event()
    # Known by its machine's name and number; other machines know nothing of its process.
    sender.lease.holder = f"{told['machine']}:{sender.lease.holder.split(':', 1)[1]}"
    while True:
        try:
            sender.start()
            break
        except LeaseLost:
            pause.wait(0.1)
    sys.stdout.write("started\n")
    sys.stdout.flush()
    try:
        while True:
            pause.wait(min(sender.work(), 0.1))
    except LeaseLost:
        return TAKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
