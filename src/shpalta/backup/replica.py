"""Continuous copies of an SQLite database, by Litestream, and the way back from one.

Litestream reads what SQLite appends to its log and sends it on each second; it never writes to the
tables. Its configuration is written here, for one database and one place; keys of access are not
in it, Litestream takes them from ``AWS_ACCESS_KEY_ID`` and ``AWS_SECRET_ACCESS_KEY``.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shpalta.backup import database, restoring
from shpalta.backup.archive import Archive
from shpalta.backup.errors import BackupError, Missing, Refused
from shpalta.backup.format import JournalFacts
from shpalta.backup.messages import _
from shpalta.backup.stores import Store, blob_key
from shpalta.press import api
from shpalta.press.api import journal

CONFIGURATION = "litestream.yml"
SECONDS = 1
"""How often what is new is sent: what a sudden end of the machine may cost, and a little more."""

_KEPT = "72h"
_FILES = frozenset({"picture", "document", "outlet", "social", "theme"})
"""Kinds whose records name files by digest."""

_DIGEST = re.compile(rb'"([0-9a-f]{64})"')


def configuration(source: Path, url: str) -> str:
    """Litestream's configuration: YAML, written as JSON, so that no name can be misread."""
    words = {
        "logging": {"level": "warn"},
        "snapshot": {"interval": "24h", "retention": _KEPT},
        "dbs": [{"path": str(source), "replica": {**_place(url), "sync-interval": f"{SECONDS}s"}}],
    }
    return json.dumps(words, ensure_ascii=False, indent=1) + "\n"


def _place(url: str) -> dict[str, Any]:
    if "://" not in url:
        return {"type": "file", "path": str(Path(url).absolute())}
    parts = urlsplit(url)
    words = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    place: dict[str, Any] = {"type": "s3", "bucket": parts.netloc, "path": parts.path.strip("/")}
    if "endpoint" in words:
        place |= {"endpoint": words["endpoint"], "force-path-style": True}
    return place | ({"region": words["region"]} if "region" in words else {})


def write_configuration(home: Path, source: Path, url: str) -> Path:
    """Write the configuration into the data folder, for its owner alone; where it is."""
    place = home / CONFIGURATION
    rough = home / f".{CONFIGURATION}.{os.getpid()}"
    descriptor = os.open(rough, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(configuration(source, url))
    os.replace(rough, place)
    return place


def program() -> str:
    """Litestream: beside the running Python, or on the PATH.

    Raises:
        BackupError: it is not installed.
    """
    beside = Path(sys.executable).parent / "litestream"
    return str(beside) if os.access(beside, os.X_OK) else database.find_program("litestream")


def arguments(place: Path) -> list[str]:
    """What starts copying by the configuration at ``place``."""
    # A dollar in a folder's name is a dollar.
    return [program(), "replicate", "-config", str(place), "-no-expand-env"]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment for Litestream: it ends at once where ``AWS_CA_BUNDLE`` is set, and reads
    authorities of one's own from ``SSL_CERT_FILE``.
    """
    words = dict(given)
    bundle = words.pop("AWS_CA_BUNDLE", "")
    if bundle:
        words.setdefault("SSL_CERT_FILE", bundle)
    return words


def fetch(url: str, target: Path) -> JournalFacts:
    """Restore the newest state of the replica as the file ``target``; where its journal ends.

    Raises:
        BackupError: there is no replica, or it cannot be restored.
    """
    source = target.with_name("newsroom.db")
    place = write_configuration(target.parent, source, url)
    command = [program(), "restore", "-config", str(place), "-no-expand-env", "-o", str(target)]
    done = subprocess.run(
        [*command, str(source)],
        check=False,
        capture_output=True,
        text=True,
        env=environment(os.environ),
    )
    place.unlink()
    if done.returncode or not target.exists():
        error = (done.stderr.strip() or done.stdout.strip())[-600:]
        raise BackupError(_("{name} failed: {error}").format(name="litestream", error=error))
    target.chmod(0o600)
    database.check_sqlite(target)
    with closing(api.open_sqlite(target, read_only=True)) as rows:
        return database.facts(rows)[0]


# -- the way back
# ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Returned:
    """What was restored: where the journal ends, and how many files no backup has yet."""

    restored: restoring.Restored
    journal: JournalFacts
    missing: int


def restore(
    url: str, opened: Archive, store: Store, target: restoring.Target, now: datetime
) -> Returned:
    """Restore the database from the replica, and the files that the newest archive names.

    Files that the journal names later, and that the store has by their digests, come too.

    Raises:
        Refused: archive, replica, target or room do not fit; nothing was touched.
    """
    contents = opened.contents
    restoring.check_target(target, contents.media)
    restoring.check_files(opened, store)
    known: list[JournalFacts] = []
    missing: list[str] = []

    def place_database(folder: Path) -> None:
        place = folder / "newsroom.db"
        found = fetch(url, place)
        if found.first != contents.journal.first:
            raise Refused(_("The replica is another newsroom's than the backup."))
        if found.position < contents.journal.position:
            text = _("The replica ends at row {position}, before the backup: restore the backup.")
            raise Refused(text.format(position=found.position))
        known.append(found)
        restoring.settle(target, str(place))
        missing.extend(_complete(place, folder, store, contents.journal.position))

    number, aside = restoring.put_together(opened, store, target, place_database, now)
    restored = restoring.Restored(contents, number, aside)
    return Returned(restored, known[0], len(missing))


def _complete(place: Path, folder: Path, store: Store, after: int) -> list[str]:
    """Bring files that only rows above ``after`` name; the digests of those nobody has."""
    missing = []
    for digest in sorted(set(_named(place, after))):
        target = folder / blob_key(digest)
        if not target.exists():
            try:
                restoring.place_file(target, store, digest)
            except Missing:
                missing.append(digest)
    return missing


def _named(place: Path, after: int) -> Iterator[str]:
    with closing(api.open_sqlite(place, read_only=True)) as rows:
        end = journal.last_position(rows)
        while after < end:
            for row in journal.read(rows, after, 500):
                after = row.position
                if row.kind in _FILES and row.record is not None:
                    yield from (name.decode() for name in _DIGEST.findall(row.record))
