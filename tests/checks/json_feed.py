"""JSON Feed 1.1: by a schema, and by what the description says beside it."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.checks.feeds import absolute, markup_problems
from tests.checks.problem import Problem
from tests.checks.tools import HERE

FORMATS = FormatChecker()


@FORMATS.checks("address")
def _address(value: object) -> bool:
    return not isinstance(value, str) or absolute(value)


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads((HERE / "schemas" / "json-feed.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FORMATS)


def json_feed_problems(
    data: bytes, where: str = "feed", *, address: str | None = None
) -> list[Problem]:
    """Problems of a JSON feed; ``address``: where it stands, to compare ``feed_url`` with."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        return [Problem(where, "json", str(error))]
    found = [
        Problem(where, "schema", f"{error.json_path}: {error.message[:200]}")
        for error in _schema().iter_errors(feed)
    ]
    if found:
        return found
    if address and feed.get("feed_url") != address:
        found.append(Problem(where, "self", f"{feed.get('feed_url')} but it stands at {address}"))
    ids = [item["id"] for item in feed["items"]]
    found += [Problem(where, "id", f"{x!r} stands twice") for x in set(ids) if ids.count(x) > 1]
    for item in feed["items"]:
        found += [Problem(where, r, f"{item['id']}: {text}") for r, text in _markup(item)]
    return found


def _markup(item: dict[str, Any]) -> list[tuple[str, str]]:
    return markup_problems(item.get("content_html", ""))
