"""Compare an edition with its manifest, and mend it: every file changed, missing or foreign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from shpalta.lib.digests import digest
from shpalta.press.core.plan import Entry, Item, Priority, Reason
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES, decoded
from shpalta.press.engine import Press

_UNREADABLE = b"\x00 unreadable \x00"


@dataclass(frozen=True, slots=True)
class Finding:
    """One file that is not as it should be.

    ``changed``: other bytes than the manifest says, or bytes that the disk cannot read;
    ``missing``: not there; ``foreign``: there, but nobody claims it; ``sibling``: a compressed copy
    that says something else, or has lost the file it was made from.
    """

    path: str
    kind: Literal["changed", "missing", "foreign", "sibling"]


def check(press: Press) -> Iterator[Finding]:
    """Every difference between the disk and the manifest."""
    disk, known = press.places.disk, set()
    for path, name, _ in press.manifest.files():
        known.add(path)
        data = _read(disk, path)
        if data is None:
            yield Finding(path, "missing")
            continue
        if digest(data) != name:
            yield Finding(path, "changed")
        for suffix in SUFFIXES:
            sibling = _read(disk, path + suffix)
            if sibling is not None and decoded(sibling, suffix) != data:
                yield Finding(path + suffix, "sibling")
    for path in sorted(disk.walk()):
        if path in known:
            continue
        owner = next((path.removesuffix(s) for s in SUFFIXES if path.endswith(s)), None)
        if owner is None:
            yield Finding(path, "foreign")
        elif owner not in known:
            yield Finding(path, "sibling")


def _read(disk: Disk, path: str) -> bytes | None:
    """The bytes of a file; where the disk cannot give them, bytes that no file has."""
    try:
        return disk.read(path)
    except OSError:
        return _UNREADABLE


def mend(press: Press, findings: Sequence[Finding]) -> None:
    """Make changed and missing files again; take foreign files and bad siblings away.

    ``press`` must have started. Nothing that the manifest names is ever only removed.
    """
    disk = press.places.disk
    again: list[Entry] = []
    for finding in findings:
        if finding.kind in {"foreign", "sibling"}:
            disk.remove(finding.path)
            disk.sync_folder(finding.path)
        owner = finding.path
        if finding.kind == "sibling":
            owner = owner.rsplit(".", 1)[0]
        entry = press.manifest.entry(owner)
        if entry and entry not in again:
            again.append(entry)
    with press.tables.transaction():
        for entry in again:
            press.manifest.doubt(entry)
        items = [_item(press, entry) for entry in again]
        press.queue.put(items, [entry.path for entry in again])
    press.run()


def _item(press: Press, entry: Entry) -> Item:
    family = press.registry.family(entry.family)
    return Item(entry, "render", Reason("mend"), Priority.CORRECTION, family.wave, family.rank)
