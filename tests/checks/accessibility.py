"""Accessibility, judged by axe-core in Chromium: light and dark, narrow and wide; and reflow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page

from tests.checks.problem import Problem
from tests.checks.tools import module

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
Scheme = Literal["light", "dark"]
_OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => e.outerHTML.slice(0, 120));
  return wide.length ? wide.slice(-3) : ["the page"];
}"""


@dataclass
class Audit:
    """What axe-core found: violations, and what a person must look at."""

    problems: list[Problem] = field(default_factory=list)
    incomplete: list[Problem] = field(default_factory=list)
    passes: int = 0

    def add(self, other: "Audit") -> None:
        """Take in the findings of another audit."""
        self.problems += other.problems
        self.incomplete += other.incomplete
        self.passes += other.passes


def audit_page(page: Page, where: str = "", tags: Sequence[str] = TAGS) -> Audit:
    """Judge a page that is open, as it is now.

    The checker goes in through the debugger, which a page's own policy does not stop: so the page
    is judged with its policy in force.
    """
    session = page.context.new_cdp_session(page)
    try:
        source = (module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
        _evaluate(session, source + "; 0")
        run = f"axe.run(document, {{runOnly: {{type: 'tag', values: {list(tags)!r}}}}})"
        result = _evaluate(session, run)
    finally:
        session.detach()
    audit = Audit(passes=len(result["passes"]))
    where = where or page.url
    audit.problems = [p for rule in result["violations"] for p in _problems(where, rule)]
    audit.incomplete = [p for rule in result["incomplete"] for p in _problems(where, rule)]
    if not audit.passes and not audit.problems:
        raise ValueError(f"axe-core had nothing to judge at {where}")
    return audit


def overflow(page: Page, where: str = "") -> list[Problem]:
    """Reflow (WCAG 1.4.10): at 320 px nothing may need sideways scrolling of the whole page."""
    wide = page.evaluate(_OVERFLOWING)
    return [Problem(where or page.url, "reflow", text) for text in wide]


def audit(
    browser: Browser,
    address: str,
    *,
    prepare: Any = None,
    schemes: Sequence[Scheme] = ("light", "dark"),
    widths: Sequence[int] = (320, 1280),
) -> Audit:
    """Judge ``address`` in every scheme and width, with reflow at 320 px.

    ``prepare(context)`` is called with each new context: to ``serve`` files in it, say.
    """
    whole = Audit()
    for scheme in schemes:
        for width in widths:
            context = browser.new_context(
                color_scheme=scheme,
                viewport={"width": width, "height": 800},
                reduced_motion="reduce",
            )
            try:
                if prepare is not None:
                    prepare(context)
                whole.add(_one(context, address, f"{address} {scheme} {width}", width))
            finally:
                context.close()
    return whole


def _one(context: BrowserContext, address: str, where: str, width: int) -> Audit:
    page = context.new_page()
    answer = page.goto(address, wait_until="load")
    if answer is None or answer.status >= 400:
        # Error pages are pages too: their caller opens them and uses ``audit_page``.
        raise ValueError(f"{where}: {answer.status if answer else 'no answer'}")
    found = audit_page(page, where)
    if width <= 320:
        found.problems += overflow(page, where)
    return found


def _evaluate(session: Any, expression: str) -> Any:
    options = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", options)
    if "exceptionDetails" in answer:
        raise RuntimeError(str(answer["exceptionDetails"])[:500])
    return answer["result"].get("value")


def _problems(where: str, rule: dict[str, Any]) -> list[Problem]:
    return [
        Problem(where, rule["id"], f"{rule['help']}: {node['html'][:160]}")
        for node in rule["nodes"]
    ]
