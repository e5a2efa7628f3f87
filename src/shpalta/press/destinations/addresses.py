"""Where destinations are, in words: all that a screen needs to know of a place."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """Where a bucket is and how to get in. ``prefix`` is a folder in it, without slashes around;
    ``timeout`` is in seconds, for each answer.
    """

    endpoint: str
    bucket: str
    access_key: str
    secret: str = field(repr=False)
    region: str = "us-east-1"
    prefix: str = ""
    path_style: bool = True
    timeout: float = 20.0

    @property
    def where(self) -> str:
        """The place in words, without any secret."""
        place = f"{self.endpoint}/{self.bucket}"
        return f"{place}/{self.prefix}" if self.prefix else place


@dataclass(frozen=True, slots=True)
class Destination:
    """One destination: its name, its place, and the address of its own tables (a PostgreSQL URL
    with a schema, or the path of an SQLite file).
    """

    name: str
    at: BucketAddress | Path
    tables: str
    schema: str

    @property
    def kind(self) -> str:
        """``bucket`` or ``folder``."""
        return "folder" if isinstance(self.at, Path) else "bucket"

    @property
    def where(self) -> str:
        """The place in words."""
        return str(self.at) if isinstance(self.at, Path) else self.at.where
