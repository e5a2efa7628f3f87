"""Headers that stand on every answer, and redirects where the press wrote a map of them."""

from __future__ import annotations

import pytest

from shpalta.serving.rules import HEADERS
from tests.contracts.serving.edition import DAY
from tests.contracts.serving.servers import MOVED

pytestmark = [pytest.mark.served, pytest.mark.serial]

ANSWERS = [
    ("GET", "/", {}, 200),
    ("HEAD", "/", {}, 200),
    ("GET", f"/{DAY}/mist.html", {"accept_encoding": "br"}, 200),
    ("GET", "/assets/main.3f9a.css", {"accept_encoding": "gzip"}, 200),
    ("GET", "/media/ab/cd/mist-640.jpg", {}, 200),
    ("GET", "/feeds/latest.atom.xml", {}, 200),
    ("GET", "/downloads/archive.tar.gz", {}, 200),
    ("GET", "/media/ab/cd/mist-640.jpg", {"range": "bytes=0-9"}, 206),
    ("GET", "/2019/stara-adresa.html", {}, 301),
    ("GET", "/", {"if_modified_since": "Tue, 14 Nov 2023 22:13:20 GMT"}, 304),
    ("GET", "/nowhere.html", {}, 404),
    ("GET", "/.env", {}, 404),
    ("GET", "//", {}, 404),
    ("HEAD", "/nowhere.html", {}, 404),
    ("POST", "/", {"content_length": "0"}, 405),
    ("GET", f"/{DAY}/vidklykana.html", {}, 410),
    ("GET", "/media/ab/cd/mist-640.jpg", {"range": "bytes=90000-"}, 416),
]


@pytest.mark.parametrize(("method", "target", "headers", "code"), ANSWERS)
def test_security_headers_once_on_every_answer(client, method, target, headers, code):
    answer = client.ask(method, target, **headers)
    assert answer.code == code
    for name, value in HEADERS:
        if code == 416:  # nginx passes its header filters twice on the way to this one
            assert set(answer.all(name)) == {value}
        else:
            assert answer.get(name) == value
    assert answer.get("strict-transport-security") is None  # only over TLS
    assert answer.get("set-cookie") is None
    assert answer.get("x-powered-by") is None


def test_the_server_does_not_tell_its_version(client):
    told = client.get("/").get("server") or ""
    assert not any(sign.isdigit() for sign in told)


@pytest.mark.parametrize("old", sorted(MOVED))
def test_a_moved_address_is_a_redirect(client, old):
    for target in (old, f"{old}?utm_source=x"):
        answer = client.get(target)
        assert answer.code == 301
        assert answer.get("location") == MOVED[old]
        assert answer.get("cache-control") == "no-cache"


def test_only_the_whole_address_is_moved(client):
    assert client.get("/2019/stara-adresa.html.gz").code == 404
    assert client.get("/2019/stara-adresa.htm").code == 404
