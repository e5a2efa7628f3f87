"""Laws 1 to 3 under every fault of the press's disk and databases: a part of the faults always,
all of them with ``make soak`` and ``make faults``.
"""

import pytest

from shpalta.press.disk import writer
from tests.faults.__main__ import table
from tests.faults.matrix import Trial, run_matrix
from tests.faults.modes import DISK_MODES, DiskMode
from tests.faults.stories import STORIES

EVERY = 24
"""One fault in so many: the same ones each time, other calls of each mode."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_faults_are_survived(story):
    tally = run_matrix(EVERY, (story,))
    assert tally.losses == []
    assert tally.tried.total() > 15


def test_what_a_disk_without_promises_would_lose_is_found(monkeypatch):
    """The harness itself: with a step of the writing left out, it names what is lost."""
    monkeypatch.setattr(writer, "sync_folders", lambda disk, paths: None)
    trial = Trial(STORIES[0])
    lost = next(mode for mode in DISK_MODES if mode.name == "power cut, unsynced lost")
    with pytest.raises(AssertionError, match="law"):
        _each(lost, trial)


def _each(mode: DiskMode, trial: Trial) -> None:
    for number in range(1, len(trial.calls) + 1):
        trial.fail_disk(mode, number)


@pytest.mark.soak
def test_every_fault_is_survived(capsys):
    tally = run_matrix()
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{table(tally)}\n{tally.tried.total()} faults tried,"
            f" {tally.survived.total()} survived"
        )
    assert tally.losses == []
