"""What a drawn file is made of. Pure: the same inputs, the same name, never made again."""

from dataclasses import asdict, dataclass
from typing import Any

from shpalta.lib.canonical import canonical
from shpalta.lib.digests import digest

# Another look is another version: files of older ones stay as they are.
IMAGE_VERSION = 1
ICON_VERSION = 1


@dataclass(frozen=True, slots=True)
class Looks:
    """How the outlet signs: ``mark`` letters for where there is no ``logo`` (a digest)."""

    name: str
    mark: str
    accent: str
    logo: str = ""

    @property
    def letters(self) -> str:
        """The mark, or the first letter of the name."""
        return self.mark or self.name[:1].upper()


@dataclass(frozen=True, slots=True)
class Poster:
    """One social image: all that its look depends on.

    ``label`` is the section, or what the piece is where that must be said first; ``picture`` the
    digest of a stored JPEG or PNG; the focus is in thousandths of its sides.
    """

    headline: str
    label: str
    date: str
    looks: Looks
    picture: str = ""
    focus: tuple[int, int] = (500, 500)

    @property
    def key(self) -> str:
        """The name of what is drawn of it."""
        return _key("social", IMAGE_VERSION, asdict(self))


def icon_key(looks: Looks, width: int) -> str:
    """The name of an icon so many pixels wide."""
    return _key("icon", ICON_VERSION, {**asdict(looks), "width": width})


def _key(kind: str, version: int, inputs: dict[str, Any]) -> str:
    return digest(canonical({"kind": kind, "version": version, **inputs}))
