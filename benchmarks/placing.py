"""Destinations: how fast a folder and a bucket are filled, and what a publication takes there."""

import json
import sys

from benchmarks.measure import Ran, run, spread
from benchmarks.options import Options
from benchmarks.report import Section
from tests.buckets import service

_FILES_A_PAGE = 2
_MOST = 40_000


def measure(options: Options) -> Section:
    """Each kind of place from nothing, then one publication after the other."""
    files = min(_MOST, options.articles * _FILES_A_PAGE)
    rows = []
    folder = options.folder / "mirror"
    rows.append(_row("a folder", _taken(options, files, {"folder": str(folder)})))
    with service() as found:
        at = found.address
        where = {
            "endpoint": at.endpoint,
            "bucket": at.bucket,
            "access_key": at.access_key,
            "secret": at.secret,
        }
        rows.append(_row("a bucket (SeaweedFS)", _taken(options, files, where)))
    how = (
        f"{files:,} files of 22 KB placed from nothing by one sender, eight at a time; then"
        f" {options.runs} publications of 20 files each, from the commit of the manifest until the"
        " last file stands there. The bucket's server runs on the same machine and takes its share"
        " of the processors, which is not counted here; a line adds its own time."
    )
    header = ("", "files a second", "processor a file", "peak memory", "a publication")
    return Section("Destinations", how, header, rows)


def _taken(options: Options, files: int, where: dict[str, str]) -> Ran:
    told = json.dumps({"folder": str(options.folder), "where": where, "files": files})
    return run([sys.executable, "-m", "benchmarks.placing_run", told, str(options.runs)])


def _row(name: str, ran: Ran) -> tuple[str, ...]:
    said = json.loads(ran.output.splitlines()[-1])
    return (
        name,
        f"{said['files'] / said['wall']:.0f}",
        f"{said['cpu'] / said['files'] * 1000:.2f} ms",
        f"{ran.peak / 2**20:.0f} MB",
        spread(said["publications"]),
    )


def page(number: int) -> bytes:
    """22 KB that differ from page to page."""
    line = f"<p>Абзац {number} про те, що сталося в місті вранці.</p>\n".encode()
    return (line * (22_000 // len(line) + 1))[:22_000]


def path_of(number: int) -> str:
    """A path like a page's: two hundred to a day."""
    day = number // 200
    return f"/{2001 + day // 336}/{day // 28 % 12 + 1:02}/{day % 28 + 1:02}/page-{number}.html"
