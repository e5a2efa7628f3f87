"""Words into lines: fitted to a box, balanced, with the two faces that the package carries."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Face = Literal["literata", "onest"]

_FOLDER = Path(__file__).with_name("fonts")
_NO_CHARACTER = "\U0010ffff"
_ELLIPSIS = "…"
# A word of one or two letters (a preposition, a conjunction, a particle) does not end a line.
_SHORT = 2
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text and the size in pixels at which they fit."""

    lines: tuple[str, ...]
    size: int


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels; laid out alike wherever it runs."""
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(_FOLDER / f"{face}.ttf"), size, layout_engine=engine)


def width_of(text: str, face: Face, size: int) -> float:
    """The width of a line in pixels."""
    return font(face, size).getlength(text)


@lru_cache(maxsize=4096)
def _has(face: Face, character: str) -> bool:
    """Whether a face can draw a character: what it lacks, it draws as one and the same box."""
    sample = font(face, 24)
    drawn, box = sample.getmask(character), sample.getmask(_NO_CHARACTER)
    return (drawn.size, bytes(drawn)) != (box.size, bytes(box))


def drawable(text: str, face: Face) -> str:
    """``text`` without what the face cannot draw; empty when that is most of it. Marks that stand
    above letters go, stress among them: they would stand beside.
    """
    seen = [c for c in text if unicodedata.category(c) not in {"Cf", "Mn"}]
    kept = [c for c in seen if c.isspace() or _has(face, c)]
    if 2 * len(kept) < len(seen) or not "".join(kept).strip():
        return ""
    return " ".join("".join(kept).split())


def fitted(
    text: str, face: Face, *, width: int, height: int, sizes: Sequence[int], leading: float
) -> Lines:
    """``text`` at the largest of ``sizes`` (falling) at which it fits a box; cut at the smallest.

    ``leading`` is the height of a line as a multiple of its size.
    """
    found: list[str] = []
    for size in sizes:
        most = int(height // (size * leading))
        found = _wrapped(_units(text), face, size, width)
        if len(found) <= most:
            return Lines(tuple(_balanced(text, found, face, size, width)), size)
    size = sizes[-1]
    most = max(1, int(height // (size * leading)))
    return Lines((*found[: most - 1], _cut(" ".join(found[most - 1 :]), face, size, width)), size)


def one_line(text: str, face: Face, size: int, width: int) -> str:
    """``text`` in one line, cut where it is wider."""
    return text if width_of(text, face, size) <= width else _cut(text, face, size, width)


def _units(text: str) -> list[str]:
    """What a line may be broken between: words, with short ones bound to the next, and dashes to
    the word before.
    """
    units: list[str] = []
    bound = False
    for word in _SPACES.split(text.strip()):
        if units and (bound or word in {"—", "–", "-"}):
            units[-1] += f" {word}"
        else:
            units.append(word)
        bound = len(word) <= _SHORT and word.isalpha()
    return units


def _wrapped(units: Sequence[str], face: Face, size: int, width: float) -> list[str]:
    """Greedy lines; a unit that is wider than a line is broken, first at its spaces."""
    lines: list[str] = []
    for unit in units:
        joined = f"{lines[-1]} {unit}" if lines else unit
        if lines and width_of(joined, face, size) <= width:
            lines[-1] = joined
        elif width_of(unit, face, size) <= width:
            lines.append(unit)
        elif " " in unit:
            lines += _wrapped(unit.split(" "), face, size, width)
        else:
            lines += _broken(unit, face, size, width)
    return lines


def _broken(word: str, face: Face, size: int, width: float) -> list[str]:
    """A word in pieces, each with a hyphen but the last."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(f"{pieces[-1]}{character}-", face, size) > width:
            pieces[-1] += "-" if pieces[-1][-1].isalpha() else ""
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(text: str, lines: list[str], face: Face, size: int, width: int) -> list[str]:
    """As many lines in the narrowest box that holds them: none is left with a single word."""
    low, high = width // 3, width
    best = lines
    while high - low > size // 4:
        middle = (low + high) // 2
        tried = _wrapped(_units(text), face, size, middle)
        if len(tried) <= len(lines) and not _breaks_more(tried, lines):
            best, high = tried, middle
        else:
            low = middle
    return best


def _breaks_more(tried: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a word is broken in ``tried`` that was whole."""
    return sum(line.endswith("-") for line in tried) > sum(line.endswith("-") for line in lines)


def _cut(text: str, face: Face, size: int, width: float) -> str:
    words = text.split(" ")
    while len(words) > 1 and width_of(" ".join(words) + _ELLIPSIS, face, size) > width:
        words.pop()
    rest = " ".join(words).rstrip(" ,;:—–-")
    while rest and width_of(rest + _ELLIPSIS, face, size) > width:
        rest = rest[:-1]
    return rest + _ELLIPSIS
