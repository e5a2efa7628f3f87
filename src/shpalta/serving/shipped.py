"""What lies where on a server: each kind of configuration, for an owner's addresses.

The tree of ``deploy/`` is what these functions make for example hosts; ``shpalta deploy`` makes
it for a newspaper's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from shpalta.serving import caddy, nginx, systemd
from shpalta.serving.rules import Newsroom
from shpalta.serving.systemd import House

EXAMPLE = House("news.example", "newsroom.news.example")
CERTIFICATES = "/etc/letsencrypt/live"
OWNERS = ("etc/shpalta.env",)
"""Files that are written once, and the owner's from then on: secrets may stand in them."""

PROGRAMS = ("usr/local/bin/shpalta",)
KEPT = ".before"


def _nginx(house: House) -> dict[str, str]:
    site = nginx.Site(house.site, f"{house.home}/edition", certificates=CERTIFICATES)
    made = {
        "etc/nginx/conf.d/shpalta-site.conf": nginx.site_conf(site),
        "etc/nginx/conf.d/shpalta-newsroom.conf": nginx.newsroom_conf(
            _newsroom(house), CERTIFICATES
        ),
    }
    for name, content in nginx.snippets(tls=True).items():
        made[f"etc/nginx/snippets/{name}"] = content
    return made


def _caddy(house: House) -> dict[str, str]:
    site = caddy.Site(house.site, f"{house.home}/edition")
    return {
        "etc/caddy/Caddyfile": caddy.production(site, _newsroom(house)),
        "etc/systemd/system/caddy-shpalta.service": systemd.web(house),
    }


def _systemd(house: House) -> dict[str, str]:
    return {**systemd.files(house), "etc/shpalta.env": systemd.environment(house)}


KINDS: dict[str, Callable[[House], dict[str, str]]] = {
    "systemd": _systemd,
    "nginx": _nginx,
    "caddy": _caddy,
}


def files(house: House = EXAMPLE, kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, str]:
    """Path below ``/`` → content; raises ``ValueError`` for a host that is none."""
    made: dict[str, str] = {}
    for kind in kinds:
        made |= KINDS[kind](house)
    return made


def write(root: Path, made: dict[str, str]) -> list[Path]:
    """Write files below a folder; the paths written. Each stands there whole or not at all.

    A file that was there and said something else is kept beside it, with ``.before`` at the end.
    """
    written = []
    for name, content in made.items():
        path = root / name
        if path.exists() and (name in OWNERS or path.read_text(encoding="utf-8") == content):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(path.with_name(path.name + KEPT))
        _put(path, content, _mode(name))
        written.append(path)
    return written


def _mode(name: str) -> int:
    if name in OWNERS:
        return 0o600
    return 0o755 if name in PROGRAMS else 0o644


def _put(path: Path, content: str, mode: int) -> None:
    rough = path.with_name(f".{path.name}.new")
    rough.unlink(missing_ok=True)
    handle = os.open(rough, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
    rough.chmod(mode)
    rough.replace(path)


def _newsroom(house: House) -> Newsroom:
    return Newsroom(
        house.newsroom,
        upstream=f"127.0.0.1:{house.newsroom_port}",
        static=f"{house.home}/static",
        status=f"{house.home}/status",
    )
