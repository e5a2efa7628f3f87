"""The front as an editor arranges it: a lead and pins. Pure: what may be done with it, and how two
editors' arrangements become one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

# A front is chosen by hand as far as a reader would scroll; the rest is the rule's.
MOST_PINS = 30


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Ids of articles, none of them twice. ``lead`` is empty where the rule chooses it."""

    lead: str = ""
    pins: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every id, the lead first."""
        return (self.lead, *self.pins) if self.lead else self.pins

    def place_of(self, article: str) -> int | None:
        """0 for the lead, 1 and more for pins, None for what does not stand here."""
        if article and article == self.lead:
            return 0
        return self.pins.index(article) + 1 if article in self.pins else None

    def without(self, article: str) -> "Arrangement":
        """The same without one article."""
        lead = "" if self.lead == article else self.lead
        return Arrangement(lead, tuple(pin for pin in self.pins if pin != article))

    def with_lead(self, article: str) -> "Arrangement":
        """``article`` leads; what led before stands first among the pins."""
        rest = self.without(article)
        pins = (rest.lead, *rest.pins) if rest.lead else rest.pins
        return Arrangement(article, pins)

    def with_pin(self, article: str, place: int = 1) -> "Arrangement":
        """``article`` is the pin number ``place``, from 1; places beyond the ends are the ends."""
        rest = self.without(article)
        at = min(max(place - 1, 0), len(rest.pins))
        return replace(rest, pins=(*rest.pins[:at], article, *rest.pins[at:]))

    def moved(self, article: str, steps: int) -> "Arrangement":
        """A pin so many places further down (negative: up); at the ends it stays."""
        place = self.place_of(article)
        return self.with_pin(article, place + steps) if place else self


def arranged(lead: str, pins: Sequence[str]) -> Arrangement:
    """An arrangement of ids from outside: the first mention of each counts."""
    return Arrangement(lead, tuple(dict.fromkeys(pin for pin in pins if pin and pin != lead)))


def merged(base: Arrangement, mine: Arrangement, theirs: Arrangement) -> Arrangement | None:
    """Both changes of ``base`` in one; None where they touch the same place or article."""
    lead = _one_of(base.lead, mine.lead, theirs.lead)
    pins = _merged_pins(base.pins, mine.pins, theirs.pins)
    if lead is None or pins is None:
        return None
    ids = [lead, *pins] if lead else list(pins)
    there, first, second = set(base.all), set(mine.all), set(theirs.all)
    wanted = (there & first & second) | (first - there) | (second - there)
    # An article that one editor moved and the other moved elsewhere or took away shows here.
    return Arrangement(lead, pins) if len(ids) == len(wanted) and set(ids) == wanted else None


def _one_of(base: str, mine: str, theirs: str) -> str | None:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _merged_pins(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> tuple[str, ...] | None:
    """Three-way: between pins that stand in all three, one side at most may differ."""
    found: list[str] = []
    for old, first, second in _stretches(base, mine, theirs):
        if first in (old, second):
            found += second
        elif second == old:
            found += first
        else:
            return None
    return tuple(found)


def _stretches(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """The three cut at every pin that stands in the order of all three."""
    here, there = _matches(base, mine), _matches(base, theirs)
    at = (0, 0, 0)
    for place in range(len(base)):
        if place in here and place in there:
            yield base[at[0] : place], mine[at[1] : here[place]], theirs[at[2] : there[place]]
            kept = base[place : place + 1]
            yield kept, kept, kept
            at = (place + 1, here[place] + 1, there[place] + 1)
    yield base[at[0] :], mine[at[1] :], theirs[at[2] :]


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Places of ``base`` with their places in ``other``, in an order that both share."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {b.a + step: b.b + step for b in blocks for step in range(b.size)}
