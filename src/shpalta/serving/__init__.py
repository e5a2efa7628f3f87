"""Configurations of the static servers: pure functions of a few settings, so that what is
tested, what is shipped in ``deploy/`` and what ``shpalta run`` starts come from one source.
"""

from shpalta.serving.development import Server, prepare
from shpalta.serving.redirects import caddy_redirects, nginx_redirects

__all__ = ["Server", "caddy_redirects", "nginx_redirects", "prepare"]
