"""``draw_missing``: the social images and icons that are not there yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shpalta.newsroom.social import images, marks

ALL = 10**9


class Command(BaseCommand):
    """See the module."""

    help = "Draw the social images of public articles that have none, newest first, and the icons."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--most`` and ``--dry-run``."""
        parser.add_argument("--most", type=int, default=ALL, help="no more images than this")
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        """One after another; what cannot be drawn is in the log."""
        waiting = images.without_image(options["most"])
        if options["dry_run"]:
            self.stdout.write(f"without an image: {len(waiting)}")
            return
        icons = marks.make_or_log() if marks.missing() else 0
        drawn = sum(bool(images.make_or_log(article)) for article in waiting)
        self.stdout.write(f"images: {drawn} of {len(waiting)}; icons: {icons}")
