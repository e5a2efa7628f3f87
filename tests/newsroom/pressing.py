"""A real press over a test's own database, and the newsroom's way to it."""

from pathlib import Path

from shpalta import wiring
from shpalta.newsroom import preview
from shpalta.press import api
from shpalta.settings.environment import load


class Paper:
    """The press of one test: the journal is that of the test's database."""

    def __init__(self, home: Path, database: str, blobs: Path) -> None:
        self.home = home
        self.rows, self.tables = database, str(home / "press.db")
        self.edition = home / "edition"
        self.blobs = api.BlobStore(blobs)
        self.desk = wiring.EditorsDesk(
            self.rows,
            self.tables,
            blobs=self.blobs,
            registry=wiring.registry(),
            theming=wiring.WebsiteTheming(),
            note=home / "press-stopped.json",
        )
        self.machine: api.Press | None = None

    def start(self) -> api.Press:
        places = api.Places(
            rows=api.open_database(self.rows),
            tables=api.open_database(self.tables, schema=api.SCHEMA),
            disk=api.RealDisk(self.edition),
            blobs=self.blobs,
        )
        self.machine = api.Press(places, wiring.registry(), wiring.WebsiteTheming())
        self.machine.start()
        wiring.notice_theme(self.machine, load())
        return self.machine

    def press(self) -> None:
        machine = self.machine or self.start()
        machine.run()
        while machine.tick():
            machine.run()

    def page(self, path: str) -> bytes:
        return (self.edition / path.lstrip("/")).read_bytes()

    def close(self) -> None:
        self.desk.close()
        if self.machine is not None:
            self.machine.places.rows.close()
            self.machine.tables.close()
            self.machine = None


def open_paper(home: Path, settings) -> Paper:
    from django.db import connection
    from wagtail.models import Collection

    if not Collection.objects.exists():
        # A test with real transactions ends by emptying every table.
        Collection.add_root(name="Root")
    found = Paper(home, str(connection.settings_dict["NAME"]), Path(settings.SHPALTA_BLOBS_DIR))
    preview.register(found.desk)
    return found
