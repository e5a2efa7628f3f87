"""Files that are rendered and staged, not yet in place: what a full press puts in place in batches.

Processes of this machine stage what they render themselves; what a crew elsewhere has rendered
comes as bytes and is staged here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from shpalta.press.core.family import Registry
from shpalta.press.core.plan import Entry
from shpalta.press.crew.crew import Crew
from shpalta.press.crew.orders import Answer, line_of
from shpalta.press.disk import siblings
from shpalta.press.disk.io import Disk
from shpalta.press.disk.staging import staged as place_of
from shpalta.press.disk.writer import step_of, steps, sync_folders
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
Pair = tuple[Entry, str]
"""A file to be made, and the digest of what stands in its place (or empty)."""

Render = Callable[[Iterable[Pair]], Iterator[Outcome]]

# So many are shared out among a crew at once.
_TOGETHER = 5000


def by_crew(press: Press, crew: Crew, stored: Render) -> Render:
    """Text by the crew; what is stored already is copied by ``stored``, where it lies. Rank by
    rank: what is written first is asked first.
    """
    ranks = {family.name: family.rank for family in press.registry.families}
    numbers = count()

    def render(pairs: Iterable[Pair]) -> Iterator[Outcome]:
        waiting = iter(pairs)
        while some := list(islice(waiting, _TOGETHER)):
            for part in steps(some, lambda pair: ranks[pair[0].family]):
                yield from stored([pair for pair in part if not press.rendering.is_text(pair[0])])
                text = {e.path: (e, known) for e, known in part if press.rendering.is_text(e)}
                asked = [line_of(entry, known) for entry, known in text.values()]
                entries = {path: entry for path, (entry, _) in text.items()}
                for answers in press.making.answers(crew, asked):
                    yield _stage(press.places.disk, f"crew-{next(numbers)}", answers, entries)

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
        staged = place_of(f"{name}-{number}") if answer.data else ""
        if answer.data:
            disk.write(staged, found.data)
        if answer.packed:
            disk.write(staged + siblings.GZIP, answer.data)
        done.append(Done(found.made, staged, answer.packed))
    return done, broken


def put_in_place(disk: Disk, fresh: Sequence[Done], registry: Registry) -> None:
    """Put files of one batch, in order of rank and synced already, where they belong: the same
    steps as in every other write.
    """
    ranks = {family.name: step_of(family.rank) for family in registry.families}
    for step in steps(fresh, lambda one: ranks[one.made.entry.family]):
        for one in step:
            path = one.made.entry.path
            for suffix in siblings.SUFFIXES:
                disk.remove(path + suffix)
            disk.rename(one.staged, path)
            if one.sibling:
                disk.rename(one.staged + siblings.GZIP, path + siblings.GZIP, time_of=path)
        sync_folders(disk, [one.made.entry.path for one in step])
