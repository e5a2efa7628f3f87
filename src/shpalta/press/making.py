"""A batch of the queue into bytes: by this press alone, or by a crew where nobody waits for it."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shpalta.press.core.plan import Entry, Priority
from shpalta.press.crew.crew import Crew
from shpalta.press.crew.orders import Answer, Line, line_of
from shpalta.press.errors import RenderError
from shpalta.press.rendering import Rendered, Rendering
from shpalta.press.store.manifest import Made, Manifest
from shpalta.press.store.queue import Queue, Waiting

BATCH = 64
_WIDE = 16 * BATCH
_GZIP_WINDOW = 31


@dataclass(frozen=True, slots=True)
class Batch:
    """What has become of the lines of a batch. ``lines`` are those that were looked at."""

    lines: list[Waiting]
    rendered: list[Rendered] = field(default_factory=list)
    deleted: list[Entry] = field(default_factory=list)
    broken: list[tuple[Entry, RenderError]] = field(default_factory=list)


class Making:
    """Renders batches. ``crew`` is None for a press that works alone."""

    def __init__(self, rendering: Rendering, manifest: Manifest) -> None:
        self.crew: Crew | None = None
        self._equipped = ""
        self._rendering = rendering
        self._manifest = manifest

    def width(self, queue: Queue) -> int:
        """How many lines a batch may have: many where a crew makes them and nobody waits."""
        alone = self.crew is None or queue.urgent(Priority.CORRECTION) > 0
        return BATCH if alone else _WIDE

    def make(self, lines: Sequence[Waiting], stop: Callable[[], bool], tried: list[str]) -> Batch:
        """Everything in ``lines``, or less when ``stop`` says that something urgent has come and
        the rest is in the crew's hands; ``tried`` is told each path that was rendered.
        """
        out = [line for line in lines if self._goes_out(line)]
        made = self._by_crew(out, stop)
        left = {line.entry.path for line in out} - made.keys()
        batch = Batch([line for line in lines if line.entry.path not in left])
        for line in batch.lines:
            if line.action == "delete":
                batch.deleted.append(line.entry)
                continue
            tried.append(line.entry.path)
            found = made.get(line.entry.path) or self._alone(line.entry)
            if isinstance(found, Rendered):
                batch.rendered.append(found)
            else:
                self._break(batch, line, found)
        return batch

    def _alone(self, entry: Entry) -> Rendered | RenderError:
        try:
            return self._rendering.render(entry)
        except RenderError as error:
            return error

    def _goes_out(self, line: Waiting) -> bool:
        return (
            self.crew is not None
            and line.priority >= Priority.ENTITY
            and line.action == "render"
            and self._rendering.is_text(line.entry)
        )

    def _by_crew(
        self, lines: Sequence[Waiting], stop: Callable[[], bool]
    ) -> dict[str, Rendered | RenderError]:
        if self.crew is None or not lines:
            return {}
        entries = {line.entry.path: line.entry for line in lines}
        asked = [line_of(entry, self._known(entry.path)) for entry in entries.values()]
        return {
            answer.path: rendered_of(answer, entries[answer.path])
            for order in self.answers(self.crew, asked, stop)
            for answer in order
        }

    def answers(
        self, crew: Crew, lines: Sequence[Line], stop: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Answer, ...]]:
        """The answers of ``crew``, which has the theme in force at hand: see ``Crew.answers``."""
        if self._equipped != self._rendering.theme:
            crew.put_files(self._rendering.theme_files())
            self._equipped = self._rendering.theme
        return crew.answers(lines, stop)

    def _known(self, path: str) -> str:
        entry = self._manifest.entry(path)
        return entry.digest if entry else ""

    @staticmethod
    def _break(batch: Batch, line: Waiting, error: RenderError) -> None:
        # A file that stood under the theme before keeps standing: its article is not to blame.
        excused = line.priority == Priority.THEME and not line.fresh
        blamed = RenderError(error.path, error.cause) if excused else error
        batch.broken.append((line.entry, blamed))
        if line.priority == Priority.WITHDRAWAL and not blamed.article:
            # It may still show what was withdrawn: better nothing.
            batch.deleted.append(line.entry)


def rendered_of(answer: Answer, entry: Entry) -> Rendered | RenderError:
    """A crew's answer as this press would have rendered it; bytes known already are not there."""
    if answer.error:
        return RenderError(answer.path, answer.error, answer.blamed, frozenset(answer.reads))
    data = zlib.decompress(answer.data, _GZIP_WINDOW) if answer.packed else answer.data
    made = Made(replace(entry, digest=answer.digest), answer.size, frozenset(answer.reads))
    return Rendered(made, data)
