"""``python -m shpalta.serving deploy``: write the shipped configurations anew."""

from __future__ import annotations

import sys
from pathlib import Path

from shpalta.serving.shipped import write

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m shpalta.serving FOLDER")
    for path in write(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
