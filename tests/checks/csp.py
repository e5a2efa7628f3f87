"""Content security policies, judged by csp_evaluator."""

import json
import subprocess
from collections.abc import Mapping

from lxml import html as lxml_html

from tests.checks.problem import Problem
from tests.checks.tools import HERE, module, program

# Hints for a policy that could be stricter still; everything else is above "low".
LOW = frozenset({"INFO", "STRICT_CSP", "NONE"})


def csp_problems(
    policies: Mapping[str, str], *, allowed: frozenset[str] = frozenset()
) -> list[Problem]:
    """Findings above low in ``policies`` (policy by name of page).

    ``allowed`` names directives that a page need not have: a policy in ``<meta>`` beside one in the
    header, say.
    """
    if not policies:
        raise ValueError("no policy to check")
    command = [program("node", "nodejs"), str(HERE / "csp.cjs"), str(module("csp_evaluator"))]
    done = subprocess.run(
        command, input=json.dumps(dict(policies)), capture_output=True, text=True, check=True
    )
    return [
        Problem(f["where"], f"{f['directive']} {f['severity']}", f["description"])
        for f in json.loads(done.stdout)
        if f["severity"] not in LOW and f["directive"] not in allowed
    ]


def policy_of(page: bytes | str) -> str:
    """The policy in a page's ``<meta>``; "" when it has none."""
    text = page.decode() if isinstance(page, bytes) else page
    found = lxml_html.document_fromstring(text).xpath("//meta[@http-equiv]")
    policies = [
        meta.get("content", "")
        for meta in found
        if meta.get("http-equiv").lower() == "content-security-policy"
    ]
    return ", ".join(policies)
