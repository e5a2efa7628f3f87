"""``python -m shpalta.serving deploy``: write the shipped configurations anew."""

from __future__ import annotations

import sys
from pathlib import Path

from shpalta.serving.shipped import OWNERS, files, write

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m shpalta.serving FOLDER")
    root = Path(sys.argv[1])
    for name in OWNERS:
        (root / name).unlink(missing_ok=True)
    for path in write(root, files()):
        sys.stdout.write(f"{path}\n")
