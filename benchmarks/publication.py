"""From the editor's "Publish" to the reader's front page, through everything that is real.

``shpalta run`` starts what it starts for anybody: the newsroom under gunicorn, the press, the
scheduler, the worker for tasks, Caddy. An editor logs in over HTTP, writes a draft, opens it and
sends the form with "Publish"; a reader asks the front page of Caddy again and again, until the
new headline is there.
"""

import http.client
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import msgspec

from benchmarks.archive import Archive
from benchmarks.editor import Editor, article_form
from benchmarks.homes import archive_of, environment
from benchmarks.measure import ProgramFailed, run, spread
from benchmarks.newsroom import PASSWORD, USER
from benchmarks.options import Options
from benchmarks.plots import bars
from benchmarks.report import Section
from shpalta.records import Article

_WARM = 2
_STARTS_IN, _SHOWS_IN, _ENDS_IN = 90.0, 30.0, 30.0
_LOOK = 0.002
# Editors do not publish every tenth of a second; and a file's time is a whole second by rule.
_BETWEEN = 1.5


@dataclass(frozen=True, slots=True)
class Published:
    """Seconds after the form was sent."""

    journaled: float
    """The act is in the journal: committed, durable."""
    page: float
    """The article's page is in its place."""
    front: float
    """The front page is in its place."""
    read: float
    """A reader has read the headline on the front page."""
    answered: float
    """The editor's browser has its answer."""


def measure(options: Options) -> Section:
    """Publications into a newsroom of so many articles."""
    home = options.folder / "home"
    archive = archive_of(options.articles)
    site, newsroom = free_port(), free_port()
    env = environment(home, site, newsroom)
    run([sys.executable, "-m", "benchmarks.newsroom", str(options.articles)], env)
    run([sys.executable, "-m", "shpalta", "press", "--all"], env)
    with running(env, site, newsroom):
        taken = _publish_all(archive, home, (site, newsroom), options.runs)
    return _section(taken, options)


def _section(taken: list[Published], options: Options) -> Section:
    rows = [
        ("until a reader reads the headline on the front page", "read", "120 ms"),
        ("until the act is journaled", "journaled", "—"),
        ("until the article's page is in place", "page", "—"),
        ("until the front page is in place", "front", "—"),
        ("until the editor's browser is answered", "answered", "—"),
    ]
    shown = [(name, spread([getattr(p, f) for p in taken]), aim) for name, f, aim in rows]
    waits = [published.front - published.journaled for published in taken]
    shown.append(("of it: wake-up and first wave (journal to front)", spread(waits), "—"))
    how = (
        f"{options.runs} drafts published one after the other, after {_WARM} to warm up, into a"
        f" newsroom of {options.articles:,} articles; from the moment that the form is sent. The"
        f" reader asks every {_LOOK * 1000:.0f} ms, on the same machine."
    )
    size = f"{options.articles:,} articles"
    found = {size: {name: [getattr(p, f) for p in taken] for name, f, _ in rows}}
    aims = {name: 120.0 if aim == "120 ms" else None for name, _, aim in rows}
    title = "Publication, from the form sent"
    plot = bars(f"publication-{options.articles}", title, "ms", found, aims, factor=1000.0)
    header = ("from the form sent", "time", "aim")
    return Section("Publication", how, header, shown, plots=[plot])


# -- processes ------------------------------------------------------------------------------------


@contextmanager
def running(env: Mapping[str, str], *ports: int) -> Iterator[None]:
    """Everything that ``shpalta run`` starts, ended with it."""
    log = Path(env["SHPALTA_HOME"]) / "run.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "shpalta", "run"],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        for port in ports:
            _await(process, port, log)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_ENDS_IN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    limit = time.monotonic() + _STARTS_IN
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise ProgramFailed(f"shpalta run ended:\n{log.read_text()}")
        try:
            reader = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            reader.request("GET", "/")
            if reader.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            reader.close()
    raise ProgramFailed(f"nothing answers on port {port}:\n{log.read_text()}")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


# -- publishing -----------------------------------------------------------------------------------


def _publish_all(
    archive: Archive, home: Path, ports: tuple[int, int], runs: int
) -> list[Published]:
    site, newsroom = ports
    editor = Editor(newsroom)
    editor.log_in(USER, PASSWORD)
    keys = _keys(home)
    chance = random.Random(f"{archive.seed}/publication")
    taken: dict[str, set[str]] = defaultdict(set)
    found = []
    for number in range(_WARM + runs):
        article = archive.article(chance, datetime.now(UTC), taken)
        # A number makes the headline one that is nowhere yet.
        article = msgspec.structs.replace(article, headline=f"{article.headline} {number + 1}")
        time.sleep(_BETWEEN)
        found.append(_publish(editor, Reader(site, home), article, keys))
    editor.close()
    return found[_WARM:]


def _keys(home: Path) -> dict[str, str]:
    """Database ids, as the fields of forms have them, by record id."""
    database = sqlite3.connect(f"file:{home / 'newsroom.db'}?mode=ro", uri=True)
    found = {}
    for table in ("section", "topic", "contributor", "picture"):
        for uid, key in database.execute(f"SELECT uid, id FROM newsroom_{table}"):
            found[uid] = str(key)
    database.close()
    return found


def _publish(editor: Editor, reader: "Reader", article: Article, keys: dict[str, str]) -> Published:
    """Write a draft, open it again, publish it; only the last is timed."""
    where = editor.where_new()
    edit = editor.post(where, article_form(editor.get(where), article, keys))
    data = article_form(editor.get(edit), article, keys) | {"action-publish": "action-publish"}
    answered: list[float] = []
    trouble: list[Exception] = []

    def send() -> None:
        try:
            editor.post(edit, data)
        except Exception as error:
            trouble.append(error)
        answered.append(time.time())

    sender = threading.Thread(target=send)
    reader.open()
    begun = time.time()
    sender.start()
    try:
        journaled, read = reader.wait_for(article.headline, trouble)
    finally:
        sender.join()
    page, front = reader.places()
    return Published(
        journaled - begun, page - begun, front - begun, read - begun, answered[0] - begun
    )


class Reader:
    """Looks at the front page, and at the journal, until something new is there."""

    def __init__(self, port: int, home: Path) -> None:
        self._port = port
        self._home = home
        self._path = ""

    def open(self) -> None:
        """Connect, so that no connection is timed."""
        self._site = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        self._site.connect()
        self._rows = sqlite3.connect(f"file:{self._home / 'newsroom.db'}?mode=ro", uri=True)
        self._before = self._last()
        self._version = self._rows.execute("PRAGMA data_version").fetchone()

    def wait_for(self, headline: str, trouble: list[Exception]) -> tuple[float, float]:
        """When the journal had a new row, and when the front page had ``headline``."""
        wanted = escape(headline, quote=False).encode()
        journaled, limit = 0.0, time.time() + _SHOWS_IN
        while time.time() < limit and not trouble:
            if not journaled and self._has_grown():
                journaled = time.time()
            self._site.request("GET", "/")
            if wanted in self._site.getresponse().read():
                read = time.time()
                self._find()
                self._site.close()
                self._rows.close()
                return journaled or read, read
            time.sleep(_LOOK)
        raise trouble[0] if trouble else ProgramFailed(f"“{headline}” never came out")

    def places(self) -> tuple[float, float]:
        """When the article's page and the front page got their present names."""
        edition = self._home / "edition"
        page = os.stat(edition / self._path.lstrip("/"))
        return page.st_ctime_ns / 1e9, os.stat(edition / "index.html").st_ctime_ns / 1e9

    def _last(self) -> int:
        return int(self._rows.execute("SELECT MAX(position) FROM shpalta_journal").fetchone()[0])

    def _has_grown(self) -> bool:
        """Whether another connection has appended: its counter is asked first, which is cheap."""
        version = self._rows.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return False
        self._version = version
        return self._last() > self._before

    def _find(self) -> None:
        record = self._rows.execute(
            "SELECT record FROM shpalta_journal WHERE kind = 'article' ORDER BY position DESC"
        ).fetchone()[0]
        self._path = msgspec.json.decode(record)["path"]
