"""``run_schedule``: publish and expire what is due; with ``--watch``, for ever."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shpalta.newsroom.scheduler import run_due, sweep_unsealed, watch
from shpalta.newsroom.startup import prepare


class Command(BaseCommand):
    """See the module."""

    help = "Publish and expire what is due, one by one; one that fails does not stop the others."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--watch``."""
        parser.add_argument("--watch", action="store_true", help="go on until told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, with a line per thing done; or for ever, silently."""
        if options.get("watch"):
            stop = threading.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
            prepare()
            watch(stop)
            return
        report = sweep_unsealed()
        due = run_due()
        for title in due.published:
            self.stdout.write(f"published: {title}")
        for title in due.expired:
            self.stdout.write(f"expired: {title}")
        failed = report.failed | due.failed
        for title, reason in failed.items():
            self.stderr.write(f"failed: {title}: {reason}")
        if failed:
            raise CommandError(f"{len(failed)} could not be published or sealed")
