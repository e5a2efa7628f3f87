"""What an owner gets: the wheel alone makes, presses and serves a newspaper."""

import json
import os
import re
import socket
import ssl
import subprocess
import threading
import time
import zipfile
from http.client import HTTPConnection
from pathlib import Path

import pytest

from shpalta.serving import House, server_files
from shpalta.serving.shipped import write
from tests.contracts.installed.conftest import NEWSROOM, ROOT, SITE
from tests.contracts.running.house import PATIENCE, free_ports
from tests.contracts.serving.servers import BROTLI, NGINX, certificate, program_of_nginx, running

pytestmark = [pytest.mark.serial, pytest.mark.served]

PASSWORD = re.compile(r"user olena, password (\S+)")


def test_everything_tracked_is_in_it_and_nothing_else(wheel):
    tracked = subprocess.run(
        ["git", "ls-files", "src/shpalta"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode != 0:
        pytest.skip("no git here to say what is tracked")
    names = {name.removeprefix("src/") for name in tracked.stdout.split("\n") if name}
    there = {name for name in names if (ROOT / "src" / name).exists()}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    # What is new and not yet added to git is packed too.
    assert there - packed == set()
    assert {Path(name).suffix for name in packed} <= {Path(name).suffix for name in names}


def test_the_command_is_there_and_comes_from_the_wheel(python):
    command = python.with_name("shpalta")
    helped = subprocess.run([command, "--help"], capture_output=True, text=True, check=False)
    assert helped.returncode == 0, helped.stderr
    assert "deploy" in helped.stdout
    where = subprocess.run(
        [python, "-c", "import shpalta; print(shpalta.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert where.stdout.startswith(str(python.parents[1]))


def test_it_writes_the_configuration_that_is_shipped(python, tmp_path):
    hosts = ["--site", "news.example", "--newsroom", "newsroom.news.example"]
    done = subprocess.run(
        [python, "-m", "shpalta", "deploy", "systemd", "nginx", "caddy", *hosts, "--to", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    for path in (ROOT / "deploy").rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(ROOT / "deploy")).read_bytes() == path.read_bytes()


class _Tls:
    """One newspaper behind nginx: asks its two hosts over TLS, as a browser would."""

    def __init__(self, port: int, certificates: Path) -> None:
        self.port = port
        self.certificates = certificates
        self.cookies: dict[str, str] = {}

    def ask(self, host, method, path, body=None, **headers):
        context = ssl.create_default_context(cafile=self.certificates / host / "fullchain.pem")
        sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(host, timeout=60)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.sock = context.wrap_socket(plain, server_hostname=host)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, data.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def behind_nginx(house, tmp_path_factory):
    """The running newspaper, and the shipped nginx configuration in front of it on free ports."""
    root = tmp_path_factory.mktemp("nginx")
    plain, tls = free_ports(2)
    place = House(SITE, NEWSROOM, home=str(house.home), newsroom_port=house.newsroom)
    write(root, server_files(place, ("nginx",)))
    for host in (SITE, NEWSROOM):
        certificate(root / "live" / host, host)
    etc = root / "etc" / "nginx"
    for path in etc.rglob("*.conf"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("/etc/letsencrypt/live", str(root / "live"))
        text = text.replace("/var/log/nginx", str(root))
        text = re.sub(r"    listen \[::\].*\n", "", text)
        text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{plain}", text)
        text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{tls}", text)
        path.write_text(text, encoding="utf-8")
    config = NGINX.format(root=etc, user=_user(), brotli=BROTLI)
    config = config.replace("include shpalta-site.conf;", "include conf.d/*.conf;")
    (etc / "nginx.conf").write_text(config, encoding="utf-8")
    argv = [program_of_nginx(), "-p", str(etc), "-c", str(etc / "nginx.conf")]
    done = house.command("shpalta", "manage", "collectstatic", "--no-input")
    assert done.returncode == 0, done.stderr
    with house.run() as said, running([*argv, "-e", str(etc / "error.log")], {}, etc, tls):
        yield said, _Tls(tls, root / "live"), plain


def until(ask, holds):
    """What was answered once it holds: a process that has just started has work to do first."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not holds(found := ask()):
        assert time.monotonic() < end, found
        pause.wait(0.1)
    return found


def _state(tls):
    answer, page = tls.ask(NEWSROOM, "GET", "/status/status.json")
    return json.loads(page) if answer.status == 200 else {}


def _local(house, path) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", house.newsroom, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def _user() -> str:
    return "user root;" if os.geteuid() == 0 else ""


@pytest.mark.slow
def test_an_editor_signs_in_over_tls_and_a_reader_reads(behind_nginx, house):
    said, tls, _plain = behind_nginx
    answer, page = tls.ask(NEWSROOM, "GET", "/admin/login/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie
    # What the page asks for is served from the folder that collectstatic filled.
    asset = re.search(r'href="(/static/[^"]+\.css)[^"]*"', page)
    assert asset, page[:400]
    style, text = tls.ask(NEWSROOM, "GET", asset[1])
    assert style.status == 200
    assert text
    # The version of the admin stands in the address that it names.
    assert style.headers["Cache-Control"] == "public, max-age=3600"

    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page[:400]
    password = PASSWORD.search(said)
    assert password, said
    form = f"csrfmiddlewaretoken={token[1]}&username=olena&password={password[1]}&next=/admin/"
    typed = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"https://{NEWSROOM}"}
    answer, _ = tls.ask(NEWSROOM, "POST", "/admin/login/", form, **typed)
    assert answer.status == 302, answer.headers
    assert answer.headers["Location"] == "/admin/"
    answer, page = tls.ask(NEWSROOM, "GET", "/admin/")
    assert answer.status == 200
    assert "olena" in page

    front, page = until(lambda: tls.ask(SITE, "GET", "/"), lambda found: found[0].status == 200)
    assert "Надріччя" in page
    assert front.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert front.headers["Content-Security-Policy"] == "frame-ancestors 'self'"


def test_every_process_says_what_it_does_in_objects(behind_nginx, house):
    """A program that machines watch is watched by lines; Caddy and gunicorn have a few of theirs
    before Shpalta is asked.
    """
    found = {}
    for path in (house.home / "logs").glob("*.log"):
        if path.stem != "caddy":
            lines = path.read_text(encoding="utf-8").splitlines()
            objects = [line for line in lines if line.startswith("{")]
            assert [line for line in lines if line[:1] not in "{["] == []
            found[path.stem] = {json.loads(line).get("event", "") for line in objects}
    assert "press.started" in found["press"]
    assert "run.process-started" in found["run"]


def test_health_is_asked_of_the_machine_itself(behind_nginx, house):
    _said, tls, _plain = behind_nginx
    _code, said = until(lambda: _local(house, "/readyz"), lambda found: found[0] == 200)
    assert set(json.loads(said)["checks"].values()) == {"ok"}
    _code, figures = _local(house, "/metrics")
    assert "shpalta_press_running 1.0" in figures
    # Through the proxy it is somebody else, whatever is claimed.
    claims = {"X_Forwarded_For": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    answer, page = tls.ask(NEWSROOM, "GET", "/readyz", **claims)
    assert (answer.status, json.loads(page)) == (200, {"ready": True})
    done = house.command("shpalta", "health")
    assert done.returncode == 0, done.stderr


def test_the_status_page_is_there_through_the_web_server(behind_nginx):
    _said, tls, _plain = behind_nginx
    answer, page = until(
        lambda: tls.ask(NEWSROOM, "GET", "/status/"), lambda found: found[0].status == 200
    )
    assert answer.headers["Cache-Control"] == "no-cache"
    assert '<html lang="uk">' in page
    state = until(
        lambda: _state(tls), lambda state: state and state["position"] == state["cursor"] > 0
    )
    assert state["backlog"]["rows"] == 0


def test_what_is_too_large_is_refused_before_it_reaches_the_newsroom(behind_nginx):
    _said, tls, _plain = behind_nginx
    answer, _ = tls.ask(NEWSROOM, "POST", "/admin/login/", Content_Length=str(65 * 1024 * 1024))
    assert answer.status == 413


def test_metrics_are_not_of_the_public_address(behind_nginx):
    _said, tls, _plain = behind_nginx
    assert tls.ask(NEWSROOM, "GET", "/metrics")[0].status == 404


@pytest.mark.parametrize("path", ["/status/../secret-key", "/status/%2e%2e/secret-key"])
def test_nothing_but_the_status_page_is_beside_it(behind_nginx, path):
    assert behind_nginx[1].ask(NEWSROOM, "GET", path)[0].status in (400, 404)


@pytest.mark.parametrize("host", [SITE, NEWSROOM])
def test_plain_http_leads_to_tls(behind_nginx, host):
    _said, _tls, plain = behind_nginx
    connection = HTTPConnection("127.0.0.1", plain, timeout=60)
    connection.request("GET", "/a?b=c", headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{host}/a?b=c"
