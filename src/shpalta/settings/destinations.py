"""Other places for the edition, as `destinations.toml` names them: folders and buckets.

A set-up of the machine, not of the newspaper: secrets stand in a file of their own or in the
environment, never in this one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shpalta.settings.values import SettingsError, without_password

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,62}")
_FOLDER_KEYS = frozenset({"kind", "folder"})
_BUCKET_KEYS = frozenset(
    {
        *("kind", "endpoint", "bucket", "access_key", "secret_file", "secret_env"),
        *("region", "prefix", "path_style", "timeout"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationSettings:
    """One table of the file. A folder has `folder`; a bucket has all the rest."""

    name: str
    kind: str
    folder: Path | None = None
    endpoint: str = ""
    bucket: str = ""
    access_key: str = ""
    secret: str = field(default="", repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    path_style: bool = True
    timeout: float = 20.0


def read_destinations(file: Path, environ: Mapping[str, str]) -> tuple[DestinationSettings, ...]:
    """The destinations in `file`; none when there is no file.

    Raises:
        SettingsError: names the file, the table and the key at fault; never a secret.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), "", f"make the file readable ({error})") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(file), str(error), "write it as TOML") from error
    return tuple(_Table(file, name, table, environ).read() for name, table in tables.items())


class _Table:
    def __init__(self, file: Path, name: str, table: Any, environ: Mapping[str, str]) -> None:
        self._where = f"{file} [{name}]"
        self._file, self._name, self._table, self._environ = file, name, table, environ

    def read(self) -> DestinationSettings:
        if not _NAME.fullmatch(self._name):
            remedy = "name it with small Latin letters, digits and hyphens, a letter first"
            raise SettingsError(str(self._file), self._name, remedy)
        if not isinstance(self._table, dict):
            raise SettingsError(self._where, "", f"write a table: [{self._name}]")
        kind = self._text("kind")
        if kind == "folder":
            return self._folder()
        if kind == "bucket":
            return self._bucket()
        raise SettingsError(f"{self._where} kind", kind, 'write "bucket" or "folder"')

    def _folder(self) -> DestinationSettings:
        self._only(_FOLDER_KEYS)
        folder = Path(self._text("folder"))
        if not folder.is_absolute():
            raise SettingsError(f"{self._where} folder", str(folder), "write an absolute path")
        return DestinationSettings(name=self._name, kind="folder", folder=folder)

    def _bucket(self) -> DestinationSettings:
        self._only(_BUCKET_KEYS)
        bucket = self._text("bucket")
        if not _BUCKET.fullmatch(bucket):
            raise SettingsError(f"{self._where} bucket", bucket, "write a bucket's name")
        return DestinationSettings(
            name=self._name,
            kind="bucket",
            endpoint=self._endpoint(),
            bucket=bucket,
            access_key=self._text("access_key"),
            secret=self._secret(),
            region=self._text("region", "us-east-1"),
            prefix=self._text("prefix", "").strip("/"),
            path_style=self._switch("path_style", default=True),
            timeout=self._seconds("timeout", 20.0),
        )

    def _only(self, known: frozenset[str]) -> None:
        for key in self._table:
            if key not in known:
                remedy = f"use only {', '.join(sorted(known))}"
                raise SettingsError(self._where, key, remedy)

    def _text(self, key: str, default: str | None = None) -> str:
        value = self._table.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise SettingsError(f"{self._where} {key}", "", "write it as a text in quotes")
        return value.strip()

    def _switch(self, key: str, *, default: bool) -> bool:
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise SettingsError(f"{self._where} {key}", str(value), "write true or false")
        return value

    def _seconds(self, key: str, default: float) -> float:
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 600:
            raise SettingsError(f"{self._where} {key}", str(value), "write seconds, 1 to 600")
        return float(value)

    def _endpoint(self) -> str:
        value = self._text("endpoint").rstrip("/")
        try:
            parts = urlsplit(value)
            good = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
        except ValueError:
            good = False
        if not good:
            remedy = "write it as https://s3.example.org"
            raise SettingsError(f"{self._where} endpoint", without_password(value), remedy)
        return value

    def _secret(self) -> str:
        named = [key for key in ("secret_file", "secret_env") if key in self._table]
        if len(named) != 1:
            remedy = "name the secret's place: secret_file or secret_env, one of them"
            raise SettingsError(self._where, "", remedy)
        value = self._text(named[0])
        return self._secret_of_file(value) if named[0] == "secret_file" else self._of_env(value)

    def _of_env(self, variable: str) -> str:
        secret = self._environ.get(variable, "").strip()
        if not secret:
            remedy = "set this variable, or name another"
            raise SettingsError(f"{self._where} secret_env", variable, remedy)
        return secret

    def _secret_of_file(self, name: str) -> str:
        key, place = f"{self._where} secret_file", self._file.parent / name
        try:
            if place.stat().st_mode & 0o007:
                raise SettingsError(key, name, f"let nobody else read it: chmod 600 {place}")
            secret = place.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(key, name, f"make it readable by this user ({error})") from error
        if not secret:
            raise SettingsError(key, name, "write the secret into it")
        return secret
