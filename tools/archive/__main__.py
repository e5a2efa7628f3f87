"""``python -m tools.archive``: an archive of any size in a data folder."""

import argparse
import logging
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.archive import SEED
from benchmarks.homes import archive_of, environment, store_pictures
from shpalta.press.api import open_database
from tools.archive.loading import Loaded, load_journal, load_newsroom, processes


def main(arguments: list[str] | None = None) -> int:
    """Load, and say how fast."""
    parser = argparse.ArgumentParser(prog="python -m tools.archive", description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--home", type=Path, required=True, help="a data folder, made if missing")
    parser.add_argument("--postgres", metavar="URL", help="an empty database; default: SQLite")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=processes(), help="0: in this process")
    parser.add_argument("--journal-only", action="store_true", help="no newsroom's tables")
    parser.add_argument("--short", action="store_true", help="bodies of a few hundred characters")
    parser.add_argument("--no-search", action="store_true", help="no entries of the search index")
    parser.add_argument("--no-revisions", action="store_true")
    given = parser.parse_args(arguments)
    archive = replace(archive_of(given.articles), seed=given.seed)
    if given.short:
        archive = replace(archive, lengths=(300, 900))
    given.home.mkdir(parents=True, exist_ok=True)
    store_pictures(given.home)
    if not given.journal_only:
        _set_up(given.home, given.postgres)
    begun = time.monotonic()
    if given.journal_only:
        rows = open_database(given.postgres or str(given.home / "newsroom.db"))
        loaded = load_journal(archive, rows, given.workers, _progress)
        rows.close()
    else:
        loaded = load_newsroom(
            archive,
            given.workers,
            _progress,
            search=not given.no_search,
            revisions=not given.no_revisions,
        )
    print(said(loaded, time.monotonic() - begun))
    return 0


def said(loaded: Loaded, seconds: float) -> str:
    """What was loaded, in one line."""
    parts = ", ".join(f"{name} {taken:.0f} s" for name, taken in loaded.seconds.items())
    rate = loaded.articles / seconds
    return (
        f"{loaded.articles} articles, {loaded.rows} rows of the journal in {seconds:.0f} s"
        f" ({rate:.0f} articles a second; {parts})"
    )


def _set_up(home: Path, postgres: str | None) -> None:
    """Django over ``home``, migrated."""
    os.environ.update(environment(home))
    if postgres:
        os.environ["SHPALTA_DATABASE_URL"] = postgres
    else:
        os.environ.pop("SHPALTA_DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.INFO)
    call_command("migrate", interactive=False, verbosity=0)


def _progress(done: int, total: int) -> None:
    print(f"{done} of {total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
