"""What an edition takes on a disk: reckoned before, and counted after, with the website's pages."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.homes import archive_of, write_journal
from benchmarks.waves import opened
from shpalta.cli.sizes import lines
from shpalta.press import api, room


def taken(folder: Path) -> tuple[int, int]:
    """Inodes and bytes of whole blocks, as the file system itself counts them."""
    inodes = size = 0
    for place in folder.rglob("*"):
        if ".staging" in place.parts:
            continue
        inodes += 1
        size += os.stat(place).st_blocks * 512
    return inodes, size


@pytest.mark.serial
@pytest.mark.parametrize("articles", [30, 90])
def test_the_estimate_is_right_within_a_fifth(articles, tmp_path):
    write_journal(replace(archive_of(articles)), tmp_path)
    press = opened(tmp_path)
    try:
        wanted = api.reckoned(press)
        assert press.manifest.count() == (0, 0)
        api.press_all(press, None, 0)
        edition = tmp_path / "edition"
        inodes, size = taken(edition)
        assert round(wanted.whole.files) == press.manifest.count()[0]
        assert wanted.whole.inodes == pytest.approx(inodes, rel=0.2)
        assert wanted.whole.disk == pytest.approx(size, rel=0.2)
        stands = api.count_sizes(press, lambda path: size_of(edition / path[1:]))
        assert stands.whole.plain == press.manifest.count()[1]
        assert stands.whole.inodes == pytest.approx(inodes, rel=0.02)
        assert stands.whole.disk == pytest.approx(size, rel=0.05)
        assert "article" in stands.families
        assert room.reckon(press).whole.files == 0
        shown = lines(stands)
        assert len(shown) == len(stands.families) + 3
    finally:
        press.lease.release()
        press.tables.close()
        press.places.rows.close()


def size_of(place: Path) -> int | None:
    return place.stat().st_size if place.exists() else None
