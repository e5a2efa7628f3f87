"""A reader who looks at every moment: a file is whole, a list leads somewhere, nothing leaks."""

from __future__ import annotations

import json

from shpalta.lib.digests import digest
from shpalta.press.disk.siblings import SUFFIXES, decoded
from tests.laws.edition import is_page
from tests.press.faults import FakeDisk


class Watcher:
    """Looks at each file as it comes and goes, and at everything when asked."""

    def __init__(self, disk: FakeDisk) -> None:
        self.disk = disk
        self.faults: list[str] = []
        disk.after = self.look

    def look(self, name: str) -> None:
        """One file, if readers can see it."""
        # Past the disk's calls: a reader's look is none of the press's.
        found = self.disk.names.get(name)
        if found is None or name.startswith("/."):
            return
        data = found.data
        suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
        plain = decoded(data, suffix) if suffix else data
        if plain is None or not _is_whole(name.removesuffix(suffix), plain):
            self.faults.append(f"{name} is not whole")
            return
        if is_page(name):
            self._follow(name, plain)

    def look_at_all(self) -> None:
        """Every file, as it stands."""
        for name in list(self.disk.names):
            self.look(name)

    def _follow(self, name: str, data: bytes) -> None:
        for item in json.loads(data).get("items", ()):
            target = item["to"] if item else None
            if target and not {target, f"{target}.gone"} & self.disk.names.keys():
                self.faults.append(f"{name} leads to {target}, which is not there")


def _is_whole(name: str, data: bytes) -> bool:
    if is_page(name):
        try:
            json.loads(data)
        except ValueError:
            return False
        return True
    # Media and assets are named by the beginning of their digest.
    return digest(data)[:12] in name
