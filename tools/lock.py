"""Write requirements/*.txt anew from requirements/*.in.

    python -m tools.lock              the newest versions that the .in files allow
    python -m tools.lock --keep       only what the .in files force

No index, host or path of this machine gets into the lock files.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("build", "base", "dev")
HEADER = "# Locked from requirements/{name}.in with `make lock`: exact versions and digests.\n"
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--allow-unsafe",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--strip-extras",
    "--no-header",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Lock each file in order: later ones are constrained by earlier ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep versions that still fit")
    upgrade = [] if parser.parse_args(arguments).keep else ["--upgrade"]
    for name in NAMES:
        compile_one(name, upgrade)
    return 0


def compile_one(name: str, upgrade: Sequence[str]) -> None:
    """Lock one file and put our own header above it."""
    target = ROOT / "requirements" / f"{name}.txt"
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *upgrade]
    subprocess.run(
        [*command, "--output-file", f"requirements/{name}.txt", f"requirements/{name}.in"],
        cwd=ROOT,
        check=True,
    )
    locked = target.read_text(encoding="utf-8")
    header = HEADER.format(name=name)
    if not locked.startswith(header):
        target.write_text(header + locked, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
