"""What ``shpalta run`` needs to start Caddy: its file, its arguments, its environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shpalta.serving import caddy


@dataclass(frozen=True)
class Server:
    """How to start the static server."""

    argv: tuple[str, ...]
    env: dict[str, str]
    config: Path


def prepare(home: Path, edition: Path, port: int, program: str = "caddy") -> Server:
    """Write Caddy's file into ``home/caddy``; how to start it.

    Caddy keeps what it keeps (an instance id, locks) below the same folder, and asks nobody.
    """
    folder = home / "caddy"
    folder.mkdir(parents=True, exist_ok=True)
    edition.mkdir(parents=True, exist_ok=True)
    config = folder / "Caddyfile"
    config.write_text(caddy.development(str(edition), port, str(folder)), encoding="utf-8")
    argv = (program, "run", "--config", str(config), "--adapter", "caddyfile")
    return Server(argv, environment(folder), config)


def environment(folder: Path) -> dict[str, str]:
    """Every variable by which Caddy finds a place to write, pointed into one folder."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    return {name: str(folder) for name in names}
