"""Optional maps of moved addresses: 301 by the server, where there is one.

The edition itself answers a moved address with a small page that any plain host can serve; these
maps only make it a true redirect. A server reads them when it is reloaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADDRESS = re.compile(r"/(?:[A-Za-z0-9_~+=@,-][A-Za-z0-9._~+=@,-]*/?)*")


def nginx_redirects(moved: Mapping[str, str]) -> str:
    """Lines for nginx's ``map``: put in a file that ``shpalta-redirects*.map`` finds."""
    return "".join(f'"{old}" "{new}";\n' for old, new in _checked(moved))


def caddy_redirects(moved: Mapping[str, str]) -> str:
    """Lines for Caddy's ``map``: put in a file that ``redirects*.caddy`` finds."""
    return "".join(f'"{old}" "{new}"\n' for old, new in _checked(moved))


def _checked(moved: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = sorted(moved.items())
    for old, new in pairs:
        for address in (old, new):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"{address[:120]!r} cannot stand in a map of redirects")
        if old == new:
            raise ValueError(f"{old!r} would lead to itself")
    return pairs
