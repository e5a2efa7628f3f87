"""Who decides what, while it is being done: the act that sealed rows are written under."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """The act in progress. ``kind`` empty: what happened is read off the state."""

    kind: str = ""
    user: Any = None
    public_reason: str = ""
    private_reason: str = ""


_NOBODY = Decision()
_current: ContextVar[Decision] = ContextVar("shpalta_decision", default=_NOBODY)


@contextmanager
def acting(
    kind: str = "", user: Any = None, public_reason: str = "", private_reason: str = ""
) -> Iterator[Decision]:
    """Everything sealed inside belongs to this decision."""
    decision = Decision(kind, user, public_reason, private_reason)
    token = _current.set(decision)
    try:
        yield decision
    finally:
        _current.reset(token)


def current() -> Decision:
    """The decision in progress; the empty one outside of any."""
    return _current.get()


def account(user: Any) -> int:
    """What logs call a user: the number of the account, 0 for nobody."""
    return int(getattr(user, "pk", None) or 0)


def current_user() -> Any:
    """Who is acting: the one named, or the user of the admin's request; None when nobody is."""
    from wagtail.log_actions import get_active_log_context

    return current().user or get_active_log_context().user
