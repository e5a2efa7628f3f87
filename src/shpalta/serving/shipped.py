"""The files of ``deploy/``: production configurations with example hosts."""

from __future__ import annotations

from pathlib import Path

from shpalta.serving import caddy, nginx
from shpalta.serving.rules import Newsroom

SITE_HOST = "news.example"
NEWSROOM_HOST = "newsroom.news.example"
CERTIFICATES = "/etc/letsencrypt/live"


def files() -> dict[str, str]:
    """Path below ``deploy/`` → content."""
    newsroom = Newsroom(NEWSROOM_HOST)
    made = {
        "caddy/Caddyfile": caddy.production(caddy.Site(SITE_HOST), newsroom),
        "nginx/shpalta-site.conf": nginx.site_conf(
            nginx.Site(SITE_HOST, certificates=CERTIFICATES)
        ),
        "nginx/shpalta-newsroom.conf": nginx.newsroom_conf(newsroom, CERTIFICATES),
    }
    for name, content in nginx.snippets(tls=True).items():
        made[f"nginx/snippets/{name}"] = content
    return made


def write(folder: Path) -> list[Path]:
    """Write the files below a folder; the paths written."""
    written = []
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        written.append(path)
    return written
