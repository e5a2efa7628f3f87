"""The project's own files, as the architecture tests look at them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "shpalta"
PYTHON_ROOTS = ("src", "tools", "benchmarks", "deploy")


@cache
def modules(*roots: str) -> tuple[Path, ...]:
    """Python files below the roots (all of ours by default), migrations left out."""
    found = (
        path
        for root in roots or PYTHON_ROOTS
        for path in (ROOT / root).rglob("*.py")
        if "migrations" not in path.parts and "node_modules" not in path.parts
    )
    return tuple(sorted(found))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """The path as a message shows it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def imported(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Each absolute name that a module imports, with its line: `from a import b` is `a.b`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git knows and that is there; none where there is no git."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    paths = (ROOT / entry.decode() for entry in listing.split(b"\0") if entry)
    return tuple(path for path in paths if path.is_file())
