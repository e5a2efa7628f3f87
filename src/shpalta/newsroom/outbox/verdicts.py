"""What the outcome of a call means for its row, and when it is tried again."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from shpalta.newsroom.models.outbox_row import OutboxRow
from shpalta.newsroom.outbox.calling import Outcome, Reached

State, Why = OutboxRow.State, OutboxRow.Why

MOST_TRIES = 10
_FIRST, _GROWTH, _LONGEST = 5.0, 4.0, 24 * 3600.0
_SPREAD = 0.2
LONGEST_PAUSE = timedelta(minutes=10)
UNWANTED = 410
# A proxy says so of a server behind it: whether that had the call is not known. 520 and 524 are
# Cloudflare's for "an unknown answer" and "no answer in time".
DOUBTFUL = frozenset({502, 504, 520, 524})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state a row comes to. ``wait``: until it is tried again, if it is.

    ``pause``: whether the other side as a whole seems not to be there.
    """

    state: OutboxRow.State
    why: OutboxRow.Why
    detail: str
    wait: timedelta = timedelta(0)
    pause: bool = False


def judge(outcome: Outcome, uid: str, tries: int) -> Verdict:
    """What ``outcome`` of the ``tries``-th try (from 1) means for the row ``uid``."""
    if outcome.reached is Reached.SENT:
        return Verdict(State.UNKNOWN, Why.NO_ANSWER, outcome.text, pause=True)
    if outcome.reached is Reached.ANSWERED:
        return _judge_answer(outcome, uid, tries)
    why = Why.ADDRESS if outcome.reached is Reached.FORBIDDEN else Why.UNREACHABLE
    return _refused(why, outcome, uid, tries, pause=True)


def _judge_answer(outcome: Outcome, uid: str, tries: int) -> Verdict:
    if 200 <= outcome.status < 300:
        return Verdict(State.DONE, Why.NOTHING, "")
    if outcome.status == UNWANTED:
        return Verdict(State.GIVEN_UP, Why.UNWANTED, outcome.text)
    if outcome.status in DOUBTFUL:
        return Verdict(State.UNKNOWN, Why.NO_ANSWER, outcome.text, pause=True)
    return _refused(Why.REFUSED, outcome, uid, tries, pause=outcome.status in {429, 503})


def _refused(why: OutboxRow.Why, outcome: Outcome, uid: str, tries: int, *, pause: bool) -> Verdict:
    if tries >= MOST_TRIES:
        return Verdict(State.GIVEN_UP, Why.TOO_OFTEN, outcome.text, pause=pause)
    asked = timedelta(seconds=min(outcome.retry_after or 0, _LONGEST))
    return Verdict(State.FAILED, why, outcome.text, max(back_off(uid, tries), asked), pause)


def back_off(uid: str, tries: int) -> timedelta:
    """How long after the ``tries``-th try, from 1: 5 s, 20 s, 80 s … a day, a fifth more or less.

    The fifth comes from the row's own id: rows that failed together come back apart, and a test
    can say when.
    """
    mean = min(_FIRST * _GROWTH ** (tries - 1), _LONGEST)
    digest = hashlib.sha256(f"{uid}:{tries}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32
    return timedelta(seconds=mean * (1 - _SPREAD + 2 * _SPREAD * share))
