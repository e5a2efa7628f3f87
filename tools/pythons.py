"""Run the quick part of the tests on the other versions of Python that this machine has.

    python -m tools.pythons                every version found
    python -m tools.pythons 3.13 -- -x     one version; what follows -- goes to pytest

A version is looked for on the PATH and among pyenv's. Each has a virtual environment of its
own in .cache/venvs, with the same locked packages. A version that is not here is named and
passed over: Shpalta runs on 3.11, and these runs only look ahead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".cache" / "venvs"
VERSIONS = ("3.12", "3.13")

# What depends on the version: the language, the standard library, compiled packages. Browsers,
# servers, PostgreSQL and the long laws are run once, by `make test`.
QUICK = (
    "tests/unit",
    "tests/press",
    "tests/contracts/press",
    "tests/newsroom",
)
LEFT_OUT = ("tests/unit/sample",)
MARKS = "not (soak or slow or postgres or browser or served or serial)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Test each version that is here; 0 when all that are here passed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    split = given.index("--") if "--" in given else len(given)
    versions, more = tuple(given[:split]) or VERSIONS, given[split + 1 :]
    found = {version: find(version) for version in versions}
    for version, python in found.items():
        print(f"Python {version}: {python or 'not on this machine, passed over'}", flush=True)
    code = 0
    for version, python in found.items():
        if python:
            print(f"Python {version}:", flush=True)
            code = run(version, python, more) or code
    return code


def find(version: str) -> Path | None:
    """A Python of this version that starts: from the PATH, else the newest of pyenv's."""
    on_path = shutil.which(f"python{version}")
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    others = sorted(root.glob(f"versions/{version}.*/bin/python"), reverse=True)
    for candidate in (*([Path(on_path)] if on_path else []), *others):
        if _says(candidate) == version:
            return candidate
    return None


def _says(python: Path) -> str:
    """The version of a program that may be a shim for nothing."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def run(version: str, python: Path, more: Sequence[str]) -> int:
    """Set one version up and run the quick part with it."""
    venv = VENVS / version
    environ = {**os.environ, "SHPALTA_VENV": str(venv)}
    VENVS.mkdir(parents=True, exist_ok=True)
    bootstrap = [str(python), str(ROOT / "tools" / "bootstrap.py"), "--system", "python"]
    code = subprocess.run(bootstrap, env=environ, cwd=ROOT, check=False).returncode
    if code == 0:
        pytest = [str(venv / "bin" / "python"), "-m", "pytest", "-n", "2"]
        chosen = [*(f"--ignore={folder}" for folder in LEFT_OUT), "-m", MARKS, *QUICK]
        cache = ["--dist=loadgroup", "-o", f"cache_dir=.cache/pytest-{version}"]
        command = [*pytest, *cache, *chosen, *more]
        code = subprocess.run(command, env=environ, cwd=ROOT, check=False).returncode
    return code


if __name__ == "__main__":
    sys.exit(main())
