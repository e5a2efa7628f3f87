"""The one settings object: every variable that Shpalta reads, with its meaning.

Everything else that a newsroom may choose (its name, sections, colours, menu) is content:
it is edited in the newsroom and sealed in the journal, not set here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from shpalta.settings import logs
from shpalta.settings.destinations import DestinationSettings, read_destinations
from shpalta.settings.values import (
    SettingsError,
    address,
    boolean,
    choice,
    count,
    language,
    mail_address,
    mail_server,
    port,
    store,
    token,
    url_with_scheme,
)

DEFAULT_HOME = "newspaper"
"""The data folder of `make run`, below the folder it is started in."""

DEFAULT_SITE = "http://localhost:8080"
DEFAULT_NEWSROOM = "http://localhost:8081"

SHORTEST_SECRET = 50
"""Characters; what Django's deployment check asks for (security.W009)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment decides. Made by `Settings.from_environ` or `load`.

    Paths are absolute. Addresses have a scheme and a host, and end without a slash.
    """

    home: Path
    """SHPALTA_HOME: the one folder with all data of the newsroom."""

    database_url: str | None = field(repr=False)
    """SHPALTA_DATABASE_URL: `postgresql://…`; None is SQLite in `home`."""

    site_address: str
    """SHPALTA_SITE_ADDRESS: where readers come. Pages carry it; where it is not given, those that
    already carry a public one keep it."""

    site_address_given: bool
    """Whether SHPALTA_SITE_ADDRESS was there at all."""

    newsroom_address: str
    """SHPALTA_NEWSROOM_ADDRESS: where editors come."""

    site_port: int
    """SHPALTA_SITE_PORT: the port the site's server listens on."""

    newsroom_port: int
    """SHPALTA_NEWSROOM_PORT: the port the newsroom listens on."""

    secret_key: str = field(repr=False)
    """SHPALTA_SECRET_KEY, else the file `secret-key` in `home`; empty before `shpalta init`."""

    debug: bool
    """SHPALTA_DEBUG: for developers; never on a public address."""

    press_workers: int
    """SHPALTA_PRESS_WORKERS: processes of a full press, at least 1."""

    press_crew: bool
    """SHPALTA_PRESS_CREW: whether `shpalta hand` processes elsewhere render for the press."""

    email_url: str | None = field(repr=False)
    """SHPALTA_EMAIL_URL: `smtp://…` (STARTTLS), `smtps://…`, or `smtp+plain://…` on this machine
    alone; None prints mails to the log."""

    email_from: str
    """SHPALTA_EMAIL_FROM: whom mails to editors come from."""

    log: str
    """SHPALTA_LOG: the form of log lines, `text` or `json`."""

    metrics_token: str | None = field(repr=False)
    """SHPALTA_METRICS_TOKEN: who has it may read figures and details of health from elsewhere."""

    language_code: str
    """SHPALTA_LANGUAGE_CODE: the language of the newsroom's screens before a user chooses."""

    backup_to: str | None
    """SHPALTA_BACKUP_TO: a folder or `s3://bucket/prefix`, where backups go unless a command says
    otherwise."""

    backup_recipient: str | None
    """SHPALTA_BACKUP_RECIPIENT: `age1…`; each backup then has the keys beside it, encrypted."""

    keys_passphrase: str | None = field(repr=False)
    """SHPALTA_KEYS_PASSPHRASE: opens and closes archives of keys where nobody can be asked."""

    replica_url: str | None
    """SHPALTA_REPLICA_URL: a folder or `s3://bucket/prefix` that SQLite is copied to as it is
    written."""
    destinations: Path
    """SHPALTA_DESTINATIONS: the file that names other places for the edition; without it there are
    none. `shpalta.settings.destinations` reads it."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read and check every variable.

        An empty variable counts as an absent one.

        Args:
            environ: names and values, as `os.environ` has them.

        Raises:
            SettingsError: a value cannot be used; names the variable, the value and the remedy.
        """
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        home = _home(given)
        site = address(given, "SHPALTA_SITE_ADDRESS", DEFAULT_SITE)
        newsroom = address(given, "SHPALTA_NEWSROOM_ADDRESS", DEFAULT_NEWSROOM)
        _two_addresses(site, newsroom)
        return cls(
            home=home,
            database_url=url_with_scheme(
                given, "SHPALTA_DATABASE_URL", ("postgresql", "postgres"), needs_path=True
            ),
            site_address=site,
            site_address_given="SHPALTA_SITE_ADDRESS" in given,
            newsroom_address=newsroom,
            site_port=port(given, "SHPALTA_SITE_PORT", _port_of(site, 8080)),
            newsroom_port=port(given, "SHPALTA_NEWSROOM_PORT", _port_of(newsroom, 8081)),
            secret_key=_secret_key(given, home),
            debug=boolean(given, "SHPALTA_DEBUG", default=False),
            press_workers=count(given, "SHPALTA_PRESS_WORKERS", os.cpu_count() or 1),
            press_crew=boolean(given, "SHPALTA_PRESS_CREW", default=False),
            email_url=mail_server(given, "SHPALTA_EMAIL_URL"),
            email_from=mail_address(given, "SHPALTA_EMAIL_FROM", f"newsroom@{_host_of(newsroom)}"),
            log=choice(given, "SHPALTA_LOG", logs.FORMS),
            metrics_token=token(given, "SHPALTA_METRICS_TOKEN"),
            language_code=language(given, "SHPALTA_LANGUAGE_CODE", "uk"),
            backup_to=store(given, "SHPALTA_BACKUP_TO"),
            backup_recipient=given.get("SHPALTA_BACKUP_RECIPIENT"),
            keys_passphrase=given.get("SHPALTA_KEYS_PASSPHRASE"),
            replica_url=store(given, "SHPALTA_REPLICA_URL"),
            destinations=_destinations(given, home),
        )

    @property
    def newsroom_db(self) -> Path:
        """Truth where no PostgreSQL is named: SQLite, journal included."""
        return self.home / "newsroom.db"

    @property
    def edition_dir(self) -> Path:
        """The tree of files that readers are served."""
        return self.home / "edition"

    @property
    def press_db(self) -> Path:
        """The press's derived database; may be deleted at any time."""
        return self.home / "press.db"

    @property
    def blobs_dir(self) -> Path:
        """Renditions and social images by digest: content, to be backed up."""
        return self.home / "blobs"

    @property
    def uploads_dir(self) -> Path:
        """Pictures and documents as editors gave them: content, to be backed up."""
        return self.home / "uploads"

    @property
    def theme_dir(self) -> Path:
        """The newsroom's own templates and assets, overriding file by file."""
        return self.home / "theme"

    @property
    def owner_files_dir(self) -> Path:
        """The owner's own files in the edition: ads.txt, verification files."""
        return self.home / "owner-files"

    @property
    def wake_socket(self) -> Path:
        """The Unix socket that a byte is sent to when there is something to press."""
        return self.home / "press.sock"

    @property
    def status_dir(self) -> Path:
        """The status page, written by the press."""
        return self.home / "status"

    @property
    def press_note(self) -> Path:
        """What keeps the press from working, in its own words, while something does."""
        return self.home / "press-stopped.json"

    @property
    def log_dir(self) -> Path:
        """One log file per process."""
        return self.home / "logs"

    @property
    def secret_key_file(self) -> Path:
        """Where `shpalta init` writes the secret key, readable by its owner alone."""
        return _secret_key_file(self.home)


def load_destinations() -> tuple[DestinationSettings, ...]:
    """The destinations of this process's settings, in the order of their file.

    Raises:
        SettingsError: the file cannot be used; names the place in it and the remedy.
    """
    return read_destinations(load().destinations, os.environ)


@cache
def load() -> Settings:
    """The settings of this process: the one place where `os.environ` is read.

    Raises:
        SettingsError: see `Settings.from_environ`.
    """
    return Settings.from_environ(os.environ)


def _home(given: Mapping[str, str]) -> Path:
    """The data folder, absolute; it need not exist yet."""
    value = given.get("SHPALTA_HOME", DEFAULT_HOME)
    home = Path(value).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise SettingsError("SHPALTA_HOME", value, "name a folder, not a file")
    return home


def _destinations(given: Mapping[str, str], home: Path) -> Path:
    """The file that is named must be there; the one in the data folder need not."""
    name = "SHPALTA_DESTINATIONS"
    if name not in given:
        return home / "destinations.toml"
    file = Path(given[name]).expanduser().absolute()
    if not file.is_file():
        raise SettingsError(name, given[name], "name a file that is there, or leave it empty")
    return file


def _two_addresses(site: str, newsroom: str) -> None:
    """Refuse one address for both: cookies of the newsroom would reach the readers' pages."""
    if site == newsroom:
        raise SettingsError(
            "SHPALTA_NEWSROOM_ADDRESS",
            newsroom,
            "give the newsroom another host or port than the site (SHPALTA_SITE_ADDRESS)",
        )


def _port_of(url: str, behind_proxy: int) -> int:
    """The port to listen on: the address's own, or `behind_proxy` where it names none."""
    parts: SplitResult = urlsplit(url)
    return parts.port or behind_proxy


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or "localhost"


def _secret_key_file(home: Path) -> Path:
    return home / "secret-key"


def _secret_key(given: Mapping[str, str], home: Path) -> str:
    """The key from the environment, else from its file, else empty (before `shpalta init`)."""
    name = "SHPALTA_SECRET_KEY"
    if name in given:
        return _long_enough(name, given[name])
    path = _secret_key_file(home)
    try:
        return _long_enough(str(path), path.read_text(encoding="ascii").strip())
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            name, str(path), f"make the file readable by this user, or set the variable ({error})"
        ) from error


def _long_enough(name: str, key: str) -> str:
    if len(key) < SHORTEST_SECRET:
        # The key itself is never shown.
        raise SettingsError(
            name,
            f"({len(key)} characters)",
            f"use at least {SHORTEST_SECRET} random characters, or run `shpalta init`",
        )
    return key
