"""A theme: the templates and assets of the package, overridden file by file by a folder.

A newsroom's theme folder has the same two folders, ``templates`` and ``assets``. What it holds
replaces the file of the same name, but for two that are laid over the package's instead, so that a
colour or a rule can change without a copy of the rest: ``assets/tokens.css``, which says only the
tokens that differ, and ``assets/own.css``, whose rules outrank every rule of the package.
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
from shpalta.website.tokens import TOKENS, check_tokens

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
    tokens = b""
    for root in roots:
        templates |= {n: _text(f"templates/{n}", data) for n, data in _walk(root / TEMPLATES)}
        raw |= dict(_walk(root / ASSETS))
        tokens += raw.pop(TOKENS, b"")
    check_tokens(_text(f"assets/{TOKENS}", _COMMENT.sub(b"", tokens)))
    raw[TOKENS] = tokens
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
        raise ThemeError(f"{name}, line {line}: not UTF-8") from error


def check(templates: Mapping[str, str]) -> None:
    """Compile every template and resolve every name in it; raises ``ThemeError``."""
    compiler = environment(lambda name: None)
    for name, source in sorted(templates.items()):
        try:
            compiler.add_template(name, source)
        except TemplateError as error:
            raise ThemeError(f"templates/{place_of(error, name)}") from error
        closure(name, templates.get)


def _assets(raw: dict[str, bytes]) -> dict[str, Asset]:
    """Assets with paths; stylesheets come last, since they speak of the others by path.

    The package's rules form a layer, so that a newsroom's own outrank them in whatever sheet.
    """
    made: dict[str, Asset] = {}
    sheets = {name: raw[name] for name in sorted(raw) if name.endswith(".css")}
    for name in sorted(raw.keys() - sheets.keys()):
        made[name] = Asset(asset_path(name, raw[name]), raw[name])
    ready = {name: _stylesheet(name, data, made.get) for name, data in sheets.items()}
    tokens, own = ready.pop(TOKENS), ready.pop(OWN_STYLES, b"")
    for name, data in ready.items():
        first, last = (tokens, own) if name == STYLESHEET else (b"", b"")
        whole = b"@layer stock{\n" + first + data + b"}\n" + last
        made[name] = Asset(asset_path(name, whole), whole)
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
