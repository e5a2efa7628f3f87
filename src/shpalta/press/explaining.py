"""Why a file is as it is: what claims it, what it read, what it waits for."""

from dataclasses import dataclass

from shpalta.press.engine import Press


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one path."""

    path: str
    family: str = ""
    owner: str = ""
    digest: str = ""
    reads: tuple[str, ...] = ()
    waits: str = ""
    failure: str = ""
    outdated: tuple[str, ...] = ()
    unknown: bool = False


def explain(press: Press, path: str) -> Explanation:
    """What made the file at ``path``, and why it is stale if it is."""
    entry = press.manifest.entry(path)
    waits = press.queue.waits(path)
    failure = press.failures.all().get(path, "")
    if entry is None:
        return Explanation(path, waits=waits, failure=failure, unknown=True)
    return Explanation(
        path=path,
        family=entry.family,
        owner=entry.owner,
        digest=entry.digest,
        reads=tuple(press.manifest.reads_of(path)),
        waits=waits,
        failure=failure,
        outdated=tuple(press.manifest.outdated_subjects(path, press.rendering.answer)),
    )
