"""The composition root: the one place where kinds, families, themes and settings meet."""

import hashlib
import logging
import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from shpalta import feeds, website
from shpalta.lib import events
from shpalta.lib.addresses import check_path, is_of_articles, is_of_site
from shpalta.lib.canonical import canonical
from shpalta.lib.digests import digest
from shpalta.press import api
from shpalta.press.api import Registry, Renderer, journal
from shpalta.press.errors import PressError, ThemeError
from shpalta.records import Front, Theme, ThemeFile, decode, encode
from shpalta.settings.destinations import DestinationSettings
from shpalta.settings.environment import Settings, load_destinations
from shpalta.settings.values import SettingsError
from shpalta.website.templating import TemplateRenderer, closure
from shpalta.website.theme import collect

PRODUCT = "shpalta.wiring:product"
_log = logging.getLogger(__name__)
_RENDERERS = ("website", "feeds", "records", "lib", "press")
_WINDOWS = frozenset({25})
_THEME = ("theme", "theme")
_HERE = "localhost"


class WebsiteTheming:
    """Renderers over the templates that a theme record names."""

    def renderer(self, theme: Theme | None, read: Callable[[str], bytes]) -> Renderer:
        """Templates ready to render; none at all before the first theme is journaled."""
        templates = theme.templates if theme else {}

        def load(name: str) -> str | None:
            return read(templates[name].digest).decode() if name in templates else None

        return _ThemedRenderer(load)

    def closure(self, renderer: Renderer, template: str) -> str:
        """The digest of ``template`` with all it extends, includes and imports."""
        assert isinstance(renderer, _ThemedRenderer)
        return digest(canonical(closure(template, renderer.load)))


class _ThemedRenderer:
    def __init__(self, load: Callable[[str], str | None]) -> None:
        self.load = load
        self._inner = TemplateRenderer(load)

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        return self._inner.render(template, context)


@cache
def registry() -> Registry:
    """Every kind and family of the product."""
    return Registry(
        kinds=website.KINDS,
        families=(*website.FAMILIES, *feeds.FAMILIES),
        grains={**website.GRAINS, **feeds.GRAINS},
        windows=_WINDOWS | feeds.WINDOWS,
    )


def product() -> tuple[Registry, api.Theming]:
    """What is pressed and how it looks: called by name in the worker processes of a full press."""
    return registry(), WebsiteTheming()


# -- opening
# -----------------------------------------------------------------------------------------


def rows_address(settings: Settings) -> str:
    """Where the journal is: a PostgreSQL URL or the newsroom's SQLite file."""
    return settings.database_url or str(settings.newsroom_db)


def tables_address(settings: Settings) -> str:
    """Where the press's own tables are: the schema ``press`` of the same server, or a file."""
    return settings.database_url or str(settings.press_db)


def open_press(settings: Settings) -> api.Press:
    """The press of a newspaper; ``start`` it before it may write."""
    rows = api.open_database(rows_address(settings))
    journal.create_tables(rows)
    places = api.Places(
        rows=rows,
        tables=api.open_database(tables_address(settings), schema=api.SCHEMA),
        disk=api.RealDisk(settings.edition_dir),
        blobs=api.BlobStore(settings.blobs_dir),
    )
    return api.Press(places, registry(), WebsiteTheming())


class EditorsDesk(api.Desk):
    """The press as editors may ask it, with the website's own rule of the front."""

    def front(self, record: Front) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What would stand on a front if ``record`` were sealed: ids under names of places, as
        ``website.front_rows`` says; raises ``PressError``.
        """
        return self.answer(lambda doors: website.front_rows(doors, record.language), record)


def open_desk(settings: Settings) -> EditorsDesk:
    """The desk of a newspaper; it never writes."""
    return EditorsDesk(
        rows_address(settings),
        tables_address(settings),
        blobs=api.BlobStore(settings.blobs_dir),
        registry=registry(),
        theming=WebsiteTheming(),
        schema=api.SCHEMA,
        note=settings.press_note,
    )


# -- destinations
# ----------------------------------------------------------------------------------------


def destinations_of(
    settings: Settings, named: Iterable[DestinationSettings]
) -> list[api.Destination]:
    """Other places for the edition, with the tables that each keeps for itself: derived like the
    press's own, and never backed up.
    """
    found = []
    for one in named:
        schema = f"{api.SCHEMA}_to_{one.name.replace('-', '_')}"
        file = settings.home / "destinations" / f"{one.name}.db"
        tables = settings.database_url or str(file)
        found.append(api.Destination(one.name, _place_of(one), tables, schema))
    return found


def _place_of(one: DestinationSettings) -> api.BucketAddress | Path:
    if one.folder is not None:
        return one.folder
    return api.BucketAddress(
        endpoint=one.endpoint,
        bucket=one.bucket,
        access_key=one.access_key,
        secret=one.secret,
        region=one.region,
        prefix=one.prefix,
        path_style=one.path_style,
        timeout=one.timeout,
    )


def open_supply(settings: Settings) -> api.EditionSupply:
    """What destinations read: the manifest, and the edition's files."""
    tables = api.PressTables(tables_address(settings), api.SCHEMA)
    return api.EditionSupply(tables, api.RealDisk(settings.edition_dir), open_desk(settings).file)


def open_destination_tables(one: api.Destination) -> api.Database:
    """A destination's own tables, with the folder of their file."""
    if "://" not in one.tables:
        Path(one.tables).parent.mkdir(parents=True, exist_ok=True)
    return api.open_database(one.tables, schema=one.schema)


def open_sender(settings: Settings, one: api.Destination) -> api.Sender:
    """The loop of one destination; ``start`` it before it may send."""
    ranks = {family.name: family.rank for family in registry().families}
    database = open_destination_tables(one)
    place = api.Place(one.name, api.open_target(one.at), database, ranks)
    return api.Sender(place, open_supply(settings))


def open_board(settings: Settings, named: Iterable[DestinationSettings]) -> api.Board:
    """The states of all destinations."""
    return api.Board(
        destinations_of(settings, named),
        tables_address(settings),
        api.SCHEMA,
        api.RealDisk(settings.edition_dir),
    )


# -- the newsroom's ways to the press
# ---------------------------------------------------------------------


def register_destinations(settings: Settings) -> None:
    """Give the newsroom sight of the destinations. A file that cannot be used stops no newsroom:
    the page says what is wrong with it.
    """
    from shpalta.newsroom import destinations

    def states() -> list[api.DestinationState]:
        try:
            return open_board(settings, load_destinations()).states()
        except SettingsError as error:
            raise PressError(str(error)) from error

    destinations.register(states)


def register_preview(settings: Settings) -> None:
    """Give the newsroom its way to the press: previews are drawn by the press's own renderer."""
    from shpalta.newsroom import preview

    preview.register(open_desk(settings))


def check_newsroom() -> None:
    """The database watches the newsroom's pages: true before the first request."""
    from shpalta.newsroom import startup

    startup.check_triggers()


def workshop(settings: Settings) -> api.Workshop:
    """The same press in words, for worker processes."""
    return api.Workshop(
        product=PRODUCT,
        rows=rows_address(settings),
        tables=tables_address(settings),
        blobs=str(settings.blobs_dir),
        root=str(settings.edition_dir),
    )


# -- a crew
# ------------------------------------------------------------------------------------------


def open_hand(settings: Settings) -> api.Hand:
    """A hand of this process, which carries out what the board of the press asks."""
    return api.Hand(
        api.open_reader(rows_address(settings)),
        api.open_database(tables_address(settings), schema=api.SCHEMA),
        api.open_database(tables_address(settings), schema=api.SCHEMA),
        registry(),
        WebsiteTheming(),
        api.BlobStore(settings.blobs_dir),
        f"{socket.gethostname()}:{os.getpid()}",
        press_version(),
    )


def register_hand(settings: Settings) -> None:
    """Let this process carry out orders that come as tasks."""
    from shpalta.newsroom import orders

    orders.register(lambda: open_hand(settings))


def engage_crew(press: api.Press, settings: Settings) -> None:
    """Give ``press`` a crew that hears of orders through the newsroom's tasks."""
    from shpalta.newsroom import orders

    orders.forget_all()
    tables = api.open_database(tables_address(settings), schema=api.SCHEMA)
    press.making.crew = api.Crew(tables, open_hand(settings), orders.tell)
    press.making.crew.begin()


# -- the theme
# ---------------------------------------------------------------------------------------


@cache
def press_version() -> str:
    """The package's version and a digest of the code that renders: other code, other pages."""
    state = hashlib.sha256()
    root = files("shpalta")
    for name in _RENDERERS:
        for place, data in _sources(root / name, name):
            state.update(f"{place}\x00".encode() + data)
    return f"{version('shpalta')}+{state.hexdigest()[:12]}"


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for child in sorted(folder.iterdir(), key=lambda c: c.name):
        place = f"{prefix}/{child.name}"
        if child.is_dir():
            found += _sources(child, place)
        elif child.name.endswith((".py", ".po", ".mo")):
            found.append((place, child.read_bytes()))
    return found


def notice_theme(press: api.Press, settings: Settings) -> str:
    """Journal the theme, press version, address and owner's files if they differ from the last.

    A theme that cannot be used changes nothing: what is public stays as it is. The error (file and
    line) is logged and returned; an empty text means that all is well.
    """
    try:
        record, files_of_theme = current_theme(settings, press)
    except ThemeError as error:
        events.emit(_log, events.THEME_REFUSED, error=str(error))
        return str(error)
    sealed = encode(record)
    known = journal.rows_of(press.places.rows, *_THEME)
    if known and known[-1].digest == digest(sealed):
        return ""
    for data in files_of_theme.values():
        press.places.blobs.put(data)
    press.journal([journal.Fact("theme", "theme", sealed)], act="theme")
    return ""


def current_theme(settings: Settings, press: api.Press) -> tuple[Theme, dict[str, bytes]]:
    """The theme as its folders say now, with its files by digest; raises ``ThemeError``."""
    folder = settings.theme_dir if settings.theme_dir.is_dir() else None
    theme, owned = collect(folder), _owner_files(settings)
    record = theme.record(press_version(), _base_address(settings, press))
    assets = dict(record.assets)
    assets |= {f"owner:{path}": ThemeFile(digest(data), path) for path, data in owned.items()}
    stored = theme.blobs() | {digest(data): data for data in owned.values()}
    return msgspec.structs.replace(record, assets=assets), stored


def _base_address(settings: Settings, press: api.Press) -> str:
    """The site's address in pages. A command run without the setting must not readdress the whole
    of a newspaper that has a public address to a guess.
    """
    rows = [] if settings.site_address_given else journal.rows_of(press.places.rows, *_THEME)
    sealed = next((row.record for row in reversed(rows) if row.record is not None), None)
    if sealed is not None:
        known: str = decode("theme", sealed).base_address
        if urlsplit(known).hostname != _HERE:
            return known
    return settings.site_address


def sample_theme(press: api.Press, settings: Settings, each: int) -> Iterator[api.Sample]:
    """What the theme in the folders would change; raises ``ThemeError``."""
    record, stored = current_theme(settings, press)

    def read(name: str) -> bytes:
        return stored[name] if name in stored else press.places.blobs.read(name)

    return api.sample(press, record, WebsiteTheming(), read, each)


def _owner_files(settings: Settings) -> dict[str, bytes]:
    """The owner's own files by path in the edition: ads.txt, .well-known, verification files."""
    folder = settings.owner_files_dir
    if not folder.is_dir():
        return {}
    found = {}
    for place in sorted(folder.rglob("*")):
        if place.is_file() and not place.name.startswith("."):
            path = "/" + place.relative_to(folder).as_posix()
            try:
                found[check_path(path)] = place.read_bytes()
            except ValueError as error:
                raise ThemeError(f"{place}: {error}; rename it or take it away") from error
            if is_of_site(path) or is_of_articles(path):
                # Two claims on a path: which of them stood would depend on which came first.
                raise ThemeError(f"{place}: {path} belongs to the site itself; take it away")
    return found
