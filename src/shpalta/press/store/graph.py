"""What a plan stands on: the files that are there, and over them the lines that wait."""

from dataclasses import replace

from shpalta.press.core.plan import Entry
from shpalta.press.store.manifest import Manifest
from shpalta.press.store.queue import Queue, Waiting


class StoredGraph:
    """Implements ``press.core.plan.Graph`` as if the queue were written already.

    A claim that waits counts like one that stands: it can be dropped before it was ever made, and
    another claim on its path is a conflict, whichever chunk of rows either came from.
    """

    def __init__(self, manifest: Manifest, queue: Queue) -> None:
        self._manifest = manifest
        self._queue = queue

    def entry(self, path: str) -> Entry | None:
        known, line = self._manifest.entry(path), self._queue.line(path)
        return known if line is None else _awaited(line, known)

    def owned(self, family: str, owner: str) -> list[Entry]:
        found = {entry.path: entry for entry in self._manifest.owned(family, owner)}
        for path in list(found):
            line = self._queue.line(path)
            if line and (line.entry.family, line.entry.owner) != (family, owner):
                del found[path]
        for line in self._queue.owned(family, owner):
            found.setdefault(line.entry.path, line.entry)
        return [found[path] for path in sorted(found)]

    def readers(self, subject: str) -> list[Entry]:
        found = []
        for known in self._manifest.readers(subject):
            line = self._queue.line(known.path)
            entry = known if line is None else _awaited(line, known)
            if entry:
                found.append(entry)
        return found


def _awaited(line: Waiting, known: Entry | None) -> Entry | None:
    if line.action == "delete":
        return None
    same = known and replace(known, digest="") == line.entry
    return known if same else line.entry
