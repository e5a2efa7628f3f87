"""Draw examples of every scene: ``python -m shpalta.sample.pictures --out DIR``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from . import SCENES, draw


def contact_sheet(scenes: Sequence[str], seeds: Sequence[int], width: int = 400) -> Image.Image:
    """All scenes by rows, all seeds by columns, as they look at a small size."""
    height, gap = width * 5 // 8, 12
    sheet = Image.new(
        "RGB",
        (gap + (width + gap) * len(seeds), gap + (height + gap) * len(scenes)),
        (251, 250, 246),
    )
    for row, scene in enumerate(scenes):
        for column, seed in enumerate(seeds):
            at = (gap + (width + gap) * column, gap + (height + gap) * row)
            sheet.paste(draw(scene, seed, width, height), at)
    return sheet


def main(argv: Sequence[str] | None = None) -> int:
    """Write the examples and say where they are."""
    parser = argparse.ArgumentParser(
        prog="python -m shpalta.sample.pictures", description="Draw the sample pictures."
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--scene", action="append", choices=SCENES, help="only this scene")
    parser.add_argument("--seeds", type=int, default=4, help="how many seeds of each")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--width", type=int, default=1600)
    parser.add_argument("--height", type=int, default=1000)
    parser.add_argument(
        "--contact-sheet",
        action="store_true",
        help="one sheet of all of them instead of separate files",
    )
    args = parser.parse_args(argv)
    scenes, seeds = args.scene or SCENES, range(args.first, args.first + args.seeds)
    args.out.mkdir(parents=True, exist_ok=True)
    if args.contact_sheet:
        path = args.out / "contact-sheet.png"
        contact_sheet(scenes, seeds).save(path)
        sys.stdout.write(f"{path}\n")
        return 0
    for scene in scenes:
        for seed in seeds:
            path = args.out / f"{scene}-{seed}.png"
            draw(scene, seed, args.width, args.height).save(path)
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
