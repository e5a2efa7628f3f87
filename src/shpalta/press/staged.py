"""Files that are rendered and staged, not yet in place: what a full press puts in place in batches.

Processes of this machine stage what they render themselves; what a crew elsewhere has rendered
comes as bytes and is staged here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from shpalta.press.core.plan import Entry
from shpalta.press.crew.crew import Crew
from shpalta.press.crew.orders import Answer, line_of
from shpalta.press.disk import siblings
from shpalta.press.disk.io import Disk
from shpalta.press.disk.writer import STAGING, steps
from shpalta.press.engine import Press
from shpalta.press.errors import RenderError
from shpalta.press.making import rendered_of
from shpalta.press.store.manifest import Made


@dataclass(frozen=True, slots=True)
class Done:
    """One file that has been rendered and staged. ``staged`` is empty when the bytes were known
    already.
    """

    made: Made
    staged: str
    sibling: bool


Outcome = tuple[list[Done], list[tuple[Entry, RenderError]]]
Render = Callable[[Sequence[Entry]], Iterator[Outcome]]


def by_crew(press: Press, crew: Crew, stored: Render) -> Render:
    """Text by the crew; what is stored already is copied by ``stored``, where it lies. Rank by
    rank: what is written first is asked first.
    """
    ranks = {family.name: family.rank for family in press.registry.families}
    numbers = count()

    def render(entries: Sequence[Entry]) -> Iterator[Outcome]:
        known = {path: digest for path, digest, _ in press.manifest.files()}
        for part in steps(entries, lambda entry: ranks[entry.family]):
            yield from stored([entry for entry in part if not press.rendering.is_text(entry)])
            text = {entry.path: entry for entry in part if press.rendering.is_text(entry)}
            asked = [line_of(entry, known.get(path, "")) for path, entry in text.items()]
            for answers in press.making.answers(crew, asked):
                yield _stage(press.places.disk, f"crew-{next(numbers)}", answers, text)

    return render


def _stage(disk: Disk, name: str, answers: Sequence[Answer], entries: dict[str, Entry]) -> Outcome:
    """A crew's answers to one order, staged like what is rendered here."""
    done: list[Done] = []
    broken: list[tuple[Entry, RenderError]] = []
    for number, answer in enumerate(answers):
        found = rendered_of(answer, entries[answer.path])
        if isinstance(found, RenderError):
            broken.append((entries[answer.path], found))
            continue
        staged = f"{STAGING}/{name}-{number}" if answer.data else ""
        if answer.data:
            disk.write(staged, found.data)
        if answer.packed:
            disk.write(staged + siblings.GZIP, answer.data)
        done.append(Done(found.made, staged, answer.packed))
    return done, broken
