"""What a checker finds."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: in which file or page, by which rule, in the checker's words."""

    where: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}: {self.text}"


def assert_none(problems: Iterable[Problem], most: int = 20) -> None:
    """Fail with the problems in words, ``most`` of them at most."""
    found = sorted(set(problems))
    shown = "\n".join(f"  {problem}" for problem in found[:most])
    rest = f"\n  … and {len(found) - most} more" if len(found) > most else ""
    assert not found, f"{len(found)} problems:\n{shown}{rest}"
