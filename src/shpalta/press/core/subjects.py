"""Subjects: the names of what a render can read and of what a journal row can change.

A door records the subject it answers; a journal row emits the subjects whose answers it may have
changed. A file is stale when the two meet.
"""

TICK = "tick"


def record(kind: str, subject: str) -> str:
    """The newest visible sealed record of one thing."""
    return f"record:{kind}:{subject}"


def card(article: str) -> str:
    """What lists show of an article."""
    return f"card:{article}"


def window(listing: str, size: int) -> str:
    """The newest ``size`` members of a listing and the leaf that goes on from there."""
    return f"window:{listing}:{size}"


def leaf(listing: str, opening: str) -> str:
    """One bounded page of a listing, with its neighbours."""
    return f"leaf:{listing}:{opening}"


def leaves(listing: str) -> str:
    """The openings of all leaves of a listing."""
    return f"leaves:{listing}"


def exists(listing: str) -> str:
    """Whether a listing has a member."""
    return f"exists:{listing}"


def beside(listing: str, article: str) -> str:
    """The members of a listing next to one of them."""
    return f"beside:{listing}:{article}"


def absent(path: str) -> str:
    """Whether no record claims a path."""
    return f"absent:{path}"


def aged(article: str) -> str:
    """Whether an article has turned one year old at the last tick."""
    return f"aged:{article}"


def setting(name: str) -> str:
    """One of the things that everything reads: a field of the outlet's settings, an asset."""
    return f"setting:{name}"


def template(name: str) -> str:
    """A template with all it includes."""
    return f"template:{name}"


def is_global(subject: str) -> bool:
    """Whether ``subject`` is read by everything, so that a stamp stands for it, not an edge."""
    return subject.startswith(("setting:", "template:"))


def parts(subject: str) -> list[str]:
    """``record:kind:id`` as its words: kinds, listings and ids hold no colon."""
    return subject.split(":", 2)
