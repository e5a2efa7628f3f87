"""What every benchmark is told."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """``articles`` in the archive, ``runs`` of each measurement, a ``folder`` that is emptied."""

    articles: int
    runs: int
    folder: Path
    small: int = 100
    """The small archive that the large one is compared with."""
