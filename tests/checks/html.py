"""HTML, SVG and CSS, judged by the Nu Html Checker."""

import json
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.checks.problem import Problem
from tests.checks.tools import module, program

_KINDS = {".svg", ".css"}


def html_problems(files: Iterable[Path] | Mapping[str, bytes | str]) -> list[Problem]:
    """Errors and warnings of files, or of documents by name, in one run of the checker.

    A name ending in ``.svg`` or ``.css`` is checked as that; everything else as HTML, whatever
    its name (the page of a retracted article ends in ``.gone``).
    """
    if isinstance(files, Mapping):
        documents = {n: d.encode() if isinstance(d, str) else d for n, d in files.items()}
    else:
        documents = {str(path): path.read_bytes() for path in files}
    if not documents:
        raise ValueError("no document to check")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, data) in enumerate(documents.items()):
            suffix = Path(name).suffix if Path(name).suffix in _KINDS else ".html"
            place = Path(folder) / f"{number}{suffix}"
            place.write_bytes(data)
            names[place.name] = name
        messages = _run(Path(folder))
    return [_problem(message, names) for message in messages if _counts(message)]


def _run(folder: Path) -> list[dict[str, object]]:
    jar = module("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [program("java", "openjdk-17-jre-headless"), "-Xss4m", "-Xmx1g", "-jar", str(jar)]
    command += ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"]
    command += ["--also-check-svg", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages: list[dict[str, object]] = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        raise RuntimeError(
            f"the checker failed: {done.stdout[:500]} {done.stderr[:2000]}"
        ) from None
    return messages


def _counts(message: dict[str, object]) -> bool:
    """Errors and warnings; notes (``info`` alone) are neither."""
    return message["type"] != "info" or message.get("subType") == "warning"


def _problem(message: dict[str, object], names: dict[str, str]) -> Problem:
    place = names.get(str(message.get("url", "")).rsplit("/", 1)[-1], "the checker")
    line, extract = message.get("lastLine", "?"), str(message.get("extract", "")).strip()
    rule = str(message.get("subType", message["type"]))
    return Problem(f"{place}:{line}", rule, f"{message['message']} [{extract[:120]}]")
