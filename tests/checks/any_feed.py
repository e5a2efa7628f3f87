"""Feeds of any form, told apart by how their address ends."""

from tests.checks.atom import atom_problems
from tests.checks.feeds import feed_problems
from tests.checks.json_feed import json_feed_problems
from tests.checks.problem import Problem


def any_feed_problems(data: bytes, path: str, base: str) -> list[Problem]:
    """Problems of the feed that stands at ``base`` + ``path``."""
    check = feed_problems
    if path.endswith(".atom.xml"):
        check = atom_problems
    elif path.endswith(".json"):
        check = json_feed_problems
    return check(data, path, address=base + path)
