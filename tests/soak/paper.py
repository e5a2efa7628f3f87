"""A whole newspaper as processes that may be killed: newsroom, press, scheduler; and an editor
who publishes over HTTP and remembers what was acknowledged.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.homes import environment
from shpalta import supervisor, wiring
from shpalta.press import api
from shpalta.records import decode
from shpalta.settings.environment import Settings
from tests.faults.house import House, until

PASSWORD = "a-long-word-for-tests"
BODY = '{"blocks":[{"key":"a","text":"Роботи триватимуть.","type":"unstyled"}],"entityMap":{}}'


class Paper(House):
    """A newspaper made by ``shpalta init``; on SQLite, or on the database at ``url``."""

    def __init__(self, home: Path, url: str = "") -> None:
        with socket.create_server(("127.0.0.1", 0)) as one:
            self.port = one.getsockname()[1]
        self.home = home
        self.environ = environment(home, newsroom_port=self.port) | {"LANGUAGE": "en"}
        self.environ["SHPALTA_NEWSROOM_ADDRESS"] = f"http://localhost:{self.port}"
        if url:
            self.environ["SHPALTA_DATABASE_URL"] = url
        self.settings = Settings.from_environ(self.environ)
        done = self.command(
            *("init", "--name", "Надріччя", "--languages", "uk", "--zone", "Europe/Kyiv"),
            *("--sections", "Місто", "--user", "olena", "--password", PASSWORD),
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        self.processes: dict[str, subprocess.Popen] = {}
        self.shelf, self.section, self.writer = self._ask_for_ids()

    def _ask_for_ids(self) -> tuple[int, int, int]:
        code = (
            "from shpalta.newsroom.models import Contributor, Section\n"
            "from shpalta.newsroom.shelves import shelf_here\n"
            "from wagtail.models import Locale\n"
            "print(shelf_here(Locale.objects.get(language_code='uk')).pk,"
            " Section.objects.get().pk, Contributor.objects.create(name='Ірина Гай').pk)"
        )
        done = self.command("manage", "shell", "-c", code, timeout=120)
        numbers = re.findall(r"^(\d+) (\d+) (\d+)$", done.stdout, re.M)
        assert numbers, done.stderr
        one, two, three = numbers[-1]
        return int(one), int(two), int(three)

    # -- processes ------------------------------------------------------------------------------

    def start(self, name: str) -> None:
        paper = supervisor.Newspaper(0, self.port, [], {})
        argv = {
            "newsroom": supervisor_gunicorn(paper),
            "press": [sys.executable, "-m", "shpalta", "press", "--watch"],
            "scheduler": [sys.executable, "-m", "shpalta", "schedule", "--watch"],
        }[name]
        with (self.home.parent / f"{name}.log").open("a") as log:
            self.processes[name] = subprocess.Popen(
                argv, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """The process and all that it started, at once; then start it again."""
        process = self.processes[name]
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.start(name)

    def kill_worker(self, chance: random.Random) -> bool:
        """One worker of the newsroom, whose place its server fills again."""
        from tests.faults.cluster import _children

        workers = _children(self.processes["newsroom"].pid)
        if not workers:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
        return True

    def mourn(self) -> None:
        """Start again what has ended by itself, as a supervisor would."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.start(name)

    def end(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    # -- looking --------------------------------------------------------------------------------

    def rows(self) -> Any:
        return api.open_database(wiring.rows_address(self.settings))

    def is_settled(self) -> bool:
        try:
            rows = self.rows()
        except Exception:
            return False
        self.desk = SimpleNamespace(rows=rows)  # type: ignore[assignment]
        try:
            return super().is_settled() and self.note() is None
        except Exception:
            return False
        finally:
            rows.close()

    def published(self) -> dict[str, str]:
        """Path by headline of everything in the journal, whose positions are dense."""
        rows = self.rows()
        found = {}
        try:
            for row in api.journal.read_all(rows, api.journal.last_position(rows)):
                if row.kind == "article" and row.record is not None:
                    record = decode("article", row.record)
                    found[record.headline] = record.path
        finally:
            rows.close()
        return found


def supervisor_gunicorn(paper: supervisor.Newspaper) -> list[str]:
    from shpalta.supervisor.newspaper import gunicorn

    return gunicorn(paper)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A redirect is the answer that is looked for."""


class Editor:
    """Signs in once and publishes; ``acknowledged`` holds the headlines that were answered with
    the way to the published article, ``kept`` counts answers that gave the text back.
    """

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._jar = CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self._jar), _Stay()
        ).open
        self._base = f"http://localhost:{paper.port}"
        self.acknowledged: list[str] = []
        self.unanswered = self.kept = self.refused = self._count = 0
        self._pause = threading.Event()

    def sign_in(self) -> None:
        until(self._is_signed_in, "nobody could sign in")

    def _is_signed_in(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            self._get("/admin/login/")
            code, _, _ = self._post(
                "/admin/login/", {"username": "olena", "password": PASSWORD, "next": "/admin/"}
            )
            return code == 302
        return False

    def publish(self) -> None:
        """One article; whatever comes of it is remembered."""
        self._count += 1
        headline = f"Міст номер {self._count} відкрили {time.monotonic_ns()}"
        fields = {
            "title": headline, "lead": "Рух відновлено.", "section": str(self._paper.section),
            "genre": "news", "action-publish": "action-publish",
            "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text",
            "body-0-id": "", "body-0-value": BODY,
            "bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "0",
            "bylines-MIN_NUM_FORMS": "0", "bylines-MAX_NUM_FORMS": "1000",
            "bylines-0-contributor": str(self._paper.writer), "bylines-0-role": "author",
            "bylines-0-ORDER": "1", "bylines-0-DELETE": "", "bylines-0-id": "",
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
            "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
        }  # fmt: skip
        path = f"/admin/pages/add/newsroom/article/{self._paper.shelf}/"
        try:
            code, where, words = self._post(path, fields)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(getattr(error, "reason", error), ConnectionRefusedError):
                self._pause.wait(0.1)
            else:
                self.unanswered += 1
            return
        if code == 302 and "/edit/" in where:
            self.acknowledged.append(headline)
        elif code >= 500 and headline in words:
            self.kept += 1
        else:
            self.refused += 1

    def _get(self, path: str) -> None:
        with self._open(self._base + path, timeout=60) as answer:
            answer.read()

    def _post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        token = next((c.value for c in self._jar if c.name == "shpalta_csrf"), "") or ""
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(
            self._base + path, data, headers={"Origin": self._base, "Accept": "text/html"}
        )
        try:
            with self._open(request, timeout=60) as answer:
                return answer.status, "", answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                where = error.headers.get("Location") or ""
                return error.code, where, error.read().decode(errors="replace")
