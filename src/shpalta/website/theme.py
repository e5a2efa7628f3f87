"""A theme: the templates and assets of the package, overridden file by file by a folder.

A newsroom's theme folder has the same two folders, ``templates`` and ``assets``. What it holds
replaces the file of the same name; ``assets/own.css`` is added after the stylesheet instead, so
that a colour or a size can change without a copy of the rest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from minijinja import TemplateError

from shpalta.lib.addresses import AddressError, check_path
from shpalta.lib.digests import digest
from shpalta.press.errors import ThemeError
from shpalta.records import Theme, ThemeFile
from shpalta.website.templating import closure, environment, place_of

TEMPLATES, ASSETS = "templates", "assets"
STYLESHEET, OWN_STYLES = "site.css", "own.css"
DIGITS = 12
KINDS_OF_ASSETS = frozenset(
    ["css", "js", "woff2", "svg", "png", "jpeg", "jpg", "webp", "avif", "ico", "txt"]
)

_COMMENT = re.compile(rb"/\*.*?\*/", re.S)
_SPACE = re.compile(rb"\s*\n\s*")
_URL = re.compile(rb"""url\(\s*(['"]?)([^'")\s]+)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset under its public path."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """All of a theme by name: sources of templates, assets with their public paths."""

    templates: Mapping[str, str]
    assets: Mapping[str, Asset]

    def blobs(self) -> dict[str, bytes]:
        """Everything to store, by digest."""
        stored = [source.encode() for source in self.templates.values()]
        stored += [asset.data for asset in self.assets.values()]
        return {digest(data): data for data in stored}

    def record(self, press_version: str, base_address: str) -> Theme:
        """The record to journal."""
        return Theme(
            press_version=press_version,
            base_address=base_address.rstrip("/"),
            templates={n: ThemeFile(digest(s.encode())) for n, s in self.templates.items()},
            assets={n: ThemeFile(digest(a.data), a.path) for n, a in self.assets.items()},
        )


def collect(folder: Path | None = None) -> ThemeFiles:
    """The theme in force; raises ``ThemeError`` naming file and line when it cannot be used."""
    roots: list[Traversable] = [files(__package__)]
    if folder is not None:
        if not folder.is_dir():
            raise ThemeError(f"{folder}: there is no such theme folder")
        roots.append(folder)
    templates: dict[str, str] = {}
    raw: dict[str, bytes] = {}
    for root in roots:
        templates |= {name: _text(name, data) for name, data in _walk(root / TEMPLATES)}
        raw |= dict(_walk(root / ASSETS))
    raw[STYLESHEET] += b"\n" + raw.pop(OWN_STYLES, b"")
    check(templates)
    return ThemeFiles(dict(sorted(templates.items())), _assets(raw))


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    if not folder.is_dir():
        return found
    for child in sorted(folder.iterdir(), key=lambda c: c.name):
        if child.name.startswith((".", "__")):
            continue
        if child.is_dir():
            found += _walk(child, f"{prefix}{child.name}/")
        else:
            found.append((prefix + child.name, child.read_bytes()))
    return found


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ThemeError(f"templates/{name}, line {line}: not UTF-8") from error


def check(templates: Mapping[str, str]) -> None:
    """Compile every template and resolve every name in it; raises ``ThemeError``."""
    compiler = environment(lambda name: None)
    for name, source in sorted(templates.items()):
        try:
            compiler.add_template(name, source)
        except TemplateError as error:
            raise ThemeError(f"templates/{place_of(error, name)}") from error
        closure(name, templates.get)


def _assets(raw: Mapping[str, bytes]) -> dict[str, Asset]:
    """Assets with paths; stylesheets come last, since they speak of the others by path."""
    made: dict[str, Asset] = {}
    for name in sorted(raw, key=lambda n: (n.endswith(".css"), n)):
        data = raw[name]
        if name.endswith(".css"):
            data = _stylesheet(name, data, made.get)
        made[name] = Asset(asset_path(name, data), data)
    return dict(sorted(made.items()))


def asset_path(name: str, data: bytes) -> str:
    """``/assets/site.0123456789ab.css``. A script carries its whole digest: the page's integrity
    check is read from it.
    """
    stem, _, extension = name.rpartition(".")
    if extension not in KINDS_OF_ASSETS:
        raise ThemeError(f"assets/{name}: a theme holds no files of this kind")
    digits = digest(data) if extension == "js" else digest(data)[:DIGITS]
    try:
        return check_path(f"/assets/{stem}.{digits}.{extension}")
    except AddressError as error:
        raise ThemeError(f"assets/{name}: {error}") from error


def _stylesheet(name: str, data: bytes, find: Callable[[str], Asset | None]) -> bytes:
    """A stylesheet without its comments, naming other assets by their public paths."""

    def public(match: re.Match[bytes]) -> bytes:
        target = match.group(2).decode()
        if target.startswith(("data:", "#")):
            return match.group()
        asset = find(target)
        if asset is None:
            line = data.count(b"\n", 0, data.find(match.group())) + 1
            raise ThemeError(f"assets/{name}, line {line}: there is no asset {target!r}")
        return f"url({asset.path})".encode()

    return _URL.sub(public, _SPACE.sub(b"\n", _COMMENT.sub(b"", data))).strip() + b"\n"
