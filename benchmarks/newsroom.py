"""A real newsroom with the archive in it: ``python -m benchmarks.newsroom ARTICLES``.

Run it in a process of its own whose environment names the data folder
(``benchmarks.homes.environment``).
"""

import logging
import sys
from pathlib import Path

import django

from benchmarks.homes import archive_of, store_pictures
from tools.archive.loading import load_newsroom
from tools.archive.paper import PASSWORD, USER

__all__ = ["PASSWORD", "USER", "main"]


def main(count: int) -> None:
    """Migrate, fill, and end with nothing unsealed."""
    django.setup()
    logging.disable(logging.INFO)
    from django.conf import settings
    from django.core.management import call_command

    home = Path(settings.SHPALTA_HOME)
    home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    store_pictures(home)
    load_newsroom(archive_of(count))


if __name__ == "__main__":
    main(int(sys.argv[1]))
