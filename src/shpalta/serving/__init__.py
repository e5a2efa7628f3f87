"""Configurations of the static servers: pure functions of a few settings, so that what is
tested, what is shipped in ``deploy/`` and what ``shpalta run`` starts come from one source.
"""

from shpalta.serving.development import Server, prepare
from shpalta.serving.redirects import caddy_redirects, nginx_redirects
from shpalta.serving.rules import host
from shpalta.serving.shipped import KINDS, write
from shpalta.serving.shipped import files as server_files
from shpalta.serving.systemd import House

__all__ = [
    "KINDS",
    "House",
    "Server",
    "caddy_redirects",
    "host",
    "nginx_redirects",
    "prepare",
    "server_files",
    "write",
]
