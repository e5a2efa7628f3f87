"""What a benchmark says: a table in Markdown, and the machine that it was taken on."""

import os
import platform
import sqlite3
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.plots import Plot
from shpalta.supervisor import find_binary

_PACKAGES = ("wagtail", "Django", "gunicorn", "minijinja", "msgspec", "brotli", "deflate", "hugo")


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's result: a title, how it was taken, a table, what can be drawn of it."""

    title: str
    how: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    after: str = ""
    plots: Sequence[Plot] = ()

    def markdown(self, pictures: str = "") -> str:
        """The section as text; with its plots, when ``pictures`` says where these lie."""
        lines = [f"## {self.title}", "", self.how, "", _row(self.header)]
        lines.append("|---|" + "---:|" * (len(self.header) - 1))
        lines += [_row(row) for row in self.rows]
        if self.after:
            lines += ["", self.after]
        if pictures:
            for plot in self.plots:
                lines += ["", f"![{plot.title}]({pictures}/{plot.file})"]
        return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine(sizes: Collection[int]) -> Section:
    """What the figures were taken on: nothing that names the machine."""
    rows = [
        ("processor cores", str(os.cpu_count())),
        ("memory", f"{_memory() / 2**30:.1f} GB"),
        ("load at the start (1 minute)", f"{os.getloadavg()[0]:.1f}"),
        ("file system of the folders", _file_system(tempfile.gettempdir())),
        ("sync of a small file", _sync_time()),
        ("system", f"{platform.system()} {platform.release().split('-')[0]}"),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
        *((name, _version(name)) for name in _PACKAGES),
        ("Caddy", _caddy()),
        ("day", f"{datetime.now(UTC):%Y-%m-%d}"),
    ]
    counts = " and ".join(f"{size:,}" for size in sorted(set(sizes)))
    how = (
        f"One run over archives of {counts} articles of 2,500 to 6,000 characters, made by"
        " rule from the sample newspaper's words (`benchmarks/archive.py`). Medians, with the"
        " lowest and highest of the run in brackets."
    )
    return Section("The machine", how, ("", "what"), rows)


def _memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _file_system(folder: str) -> str:
    """The type of the file system that holds ``folder``."""
    place, found = Path(folder).resolve(), ("", "unknown")
    for line in Path("/proc/mounts").read_text().splitlines():
        mount, kind = line.split()[1:3]
        if place.is_relative_to(mount) and len(mount) >= len(found[0]):
            found = (mount, kind)
    return found[1]


def _sync_time() -> str:
    """What the disk itself takes to make a file of one page durable."""
    from time import perf_counter

    from benchmarks.measure import spread

    times = []
    with tempfile.NamedTemporaryFile() as file:
        for _ in range(20):
            file.write(b"x" * 4096)
            file.flush()
            begun = perf_counter()
            os.fdatasync(file.fileno())
            times.append(perf_counter() - begun)
    return spread(times)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "—"


def _caddy() -> str:
    program = find_binary("caddy")
    if program is None:
        return "—"
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=False)
    return said.stdout.split()[0] if said.stdout else "—"


def ratio(mine: float, other: float) -> str:
    """``mine`` against ``other``."""
    return f"{mine / other:.2f}" if other else "—"
