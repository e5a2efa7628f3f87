"""Make everything that a target of the Makefile needs, once.

    python3 tools/bootstrap.py --system run|test|python

Standard library only, Python 3.11 or newer. A second start does nothing and takes
milliseconds: a stamp in the virtual environment holds a digest of each thing that was
installed.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
# Another folder for another version of Python: tools/pythons.py.
VENV = Path(os.environ.get("SHPALTA_VENV") or ROOT / ".venv")
STAMP = VENV / "shpalta-bootstrap.json"
REQUIREMENTS = ROOT / "requirements"
BROWSER = ROOT / "tests" / "browser"

# Lock files per profile, in order: build.txt first, so that a package without a wheel is
# built with what is locked instead of what its build would fetch.
LOCKS = {
    "run": ("build", "base"),
    "test": ("build", "base", "dev"),
    "python": ("build", "base", "dev"),  # tests without browsers and servers
}


class StepFailed(Exception):
    """A step of the set-up failed; the message says which and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Bring the profile up to date; returns an exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--system", choices=sorted(LOCKS), default="run", help="what is needed")
    profile = parser.parse_args(arguments).system
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(
            "Потрібен Python 3.11 або новіший. / Python 3.11 or newer is needed: "
            "make PYTHON=python3.11 …\n"
        )
        return 2
    try:
        set_up(profile)
    except StepFailed as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def set_up(profile: str) -> None:
    """Each step that is not stamped as done, with a stamp after each."""
    # Late: the module is beside this one, and this one runs as a script.
    sys.path.insert(0, str(ROOT))
    from tools import system_packages

    system_packages.ensure(profile)
    done = _read_stamp()
    if not done:
        _make_venv()
    for lock in LOCKS[profile]:
        _install_lock(done, lock)
    _install_package(done)
    if profile == "test":
        _install_npm(done)


def _read_stamp() -> dict[str, str]:
    """What was installed; empty when the environment is not there or not this Python's."""
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(done, dict) or done.get("python") != _python_digest():
        return {}
    return {str(name): str(digest) for name, digest in done.items()}


def _write_stamp(done: dict[str, str]) -> None:
    temporary = STAMP.with_suffix(".new")
    temporary.write_text(json.dumps(done, indent=1, sort_keys=True), encoding="utf-8")
    os.replace(temporary, STAMP)


def _python_digest() -> str:
    """Changes with the interpreter and with the folder: scripts in .venv name both."""
    return hashlib.sha256(f"{sys.version_info[:2]} {VENV}".encode()).hexdigest()


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make_venv() -> None:
    """The virtual environment, over one that may be there from another Python."""
    clear = ["--clear"] if _foreign_venv() else []
    _run("the virtual environment", [sys.executable, "-m", "venv", *clear, str(VENV)])
    _write_stamp({"python": _python_digest()})


def _foreign_venv() -> bool:
    """Whether a virtual environment is there that this Python cannot use."""
    if not VENV.exists():
        return False
    python = VENV / "bin" / "python"
    code = f"import sys; print(sys.version_info[:2] == {sys.version_info[:2]})"
    try:
        answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return True
    return answer.stdout.strip() != "True"


def _install_lock(done: dict[str, str], lock: str) -> None:
    """One lock file, each download checked against its digests."""
    path = REQUIREMENTS / f"{lock}.txt"
    digest = _digest(path)
    if done.get(lock) == digest:
        return
    sys.stderr.write(f"requirements/{lock}.txt …\n")
    pip = ["install", "--quiet", "--require-hashes", "--no-build-isolation", "-r", str(path)]
    _pip(f"requirements/{lock}.txt", pip)
    _stamp(done, lock, digest)


def _install_package(done: dict[str, str]) -> None:
    """Shpalta itself, editable."""
    digest = _digest(ROOT / "pyproject.toml")
    if done.get("package") == digest:
        return
    pip = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    _pip("shpalta", pip)
    _stamp(done, "package", digest)


def _install_npm(done: dict[str, str]) -> None:
    """The checkers that exist only for Node, from their lock file."""
    digest = _digest(BROWSER / "package.json", BROWSER / "package-lock.json")
    if done.get("npm") == digest and (BROWSER / "node_modules").is_dir():
        return
    sys.stderr.write("tests/browser/package-lock.json …\n")
    _run("the checkers for browser tests", ["npm", "ci", "--silent"], folder=BROWSER)
    _stamp(done, "npm", digest)


def _stamp(done: dict[str, str], step: str, digest: str) -> None:
    done["python"] = _python_digest()
    done[step] = digest
    _write_stamp(done)


def _pip(what: str, arguments: list[str]) -> None:
    python = str(VENV / "bin" / "python")
    _run(what, [python, "-m", "pip", "--disable-pip-version-check", *arguments])


def _run(what: str, command: list[str], folder: Path = ROOT) -> None:
    """Run one command; its standard output goes to standard error.

    Raises:
        StepFailed: the command ended with an error, or is not there.
    """
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        raise StepFailed(
            f"\nНе вдалося встановити: {what}. Перевірте з'єднання і повторіть команду.\n"
            f"Could not install {what}. Check the connection and repeat the command.\n({error})"
        ) from error


if __name__ == "__main__":
    sys.exit(main())
