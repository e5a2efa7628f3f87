"""What can go wrong in the press, in words that name the place."""


class PressError(Exception):
    """The base of every error that the press raises itself."""


class JournalError(PressError):
    """The journal contradicts itself or cannot be read; nothing was pressed from it."""


class PathConflict(PressError):
    """Two resources claim one path."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(f"{path} is claimed by {first} and by {second}")
        self.path, self.first, self.second = path, first, second


class RenderError(PressError):
    """A resource could not be made. ``article`` is the id to hold, or empty when none is to blame;
    ``reads`` are the subjects whose change may mend it.
    """

    def __init__(
        self, path: str, cause: str, article: str = "", reads: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(f"{path}: {cause}")
        self.path, self.cause, self.article, self.reads = path, cause, article, reads

    def __reduce__(self) -> tuple[type["RenderError"], tuple[str, str, str, frozenset[str]]]:
        """Cross from a worker process whole."""
        return RenderError, (self.path, self.cause, self.article, self.reads)


class ThemeError(PressError):
    """A theme that cannot be used: the text names file and line. The theme before stays."""


class NotReady(PressError):
    """Content lacks what every page needs: the press has not started, or there is no outlet."""


class LeaseLost(PressError):
    """Another press holds the lease: this one must not write. ``holder`` is its machine, process
    and a number of its own; ``until`` is when its lease ends if it shows no more life (UTC), empty
    when it has taken over from this one.
    """

    def __init__(self, holder: str, until: str = "") -> None:
        super().__init__(
            f"another press ({holder}) works on this edition until {until}: stop it first, or wait"
            if until
            else f"another press ({holder}) has taken over: this one stops without writing"
        )
        self.holder, self.until = holder, until


class TablesReplaced(PressError):
    """The file of the press's tables is not the one that was opened: it has to be opened anew."""


class NoRoom(PressError):
    """Too few bytes or inodes for what was asked; nothing was written."""


class Interrupted(PressError):
    """A full press was told to stop. What is finished stays, and the next one goes on from there.

    ``stage`` is what it was doing: ``checked``, ``folded`` or ``pressed``.
    """

    def __init__(self, stage: str, done: int, total: int) -> None:
        super().__init__(f"stopped when {done} of {total} were {stage}")
        self.stage, self.done, self.total = stage, done, total
