"""What is not served: withdrawn pages, orphans, hidden files, odd addresses, other methods."""

from __future__ import annotations

import pytest

from tests.contracts.serving.edition import (
    ARTICLE,
    BARE,
    DAY,
    NOT_FOUND,
    ORPHANS,
    PAGES,
    SECRET,
    WITHDRAWN,
    put,
    take,
)

pytestmark = [pytest.mark.served, pytest.mark.serial]

HTML = "text/html; charset=utf-8"
ENCODINGS = ("identity", "gzip", "br", "gzip, deflate, br, zstd")
GONE = [f"/{DAY}/vidklykana.html", f"/{DAY}/bez-stysnennia-vidklykana.html"]


def assert_not_found(answer):
    assert answer.code == 404
    assert answer.decoded.decode() == NOT_FOUND
    assert answer.get("content-type") == HTML
    assert answer.get("cache-control") == "no-cache"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("target", GONE)
def test_a_withdrawn_page_is_410_with_its_notice(client, target, encoding):
    answer = client.get(target, accept_encoding=encoding)
    assert answer.code == 410
    assert answer.decoded.decode() == WITHDRAWN
    assert answer.get("content-type") == HTML
    assert answer.get("cache-control") == "no-cache"
    assert answer.get("vary") == "Accept-Encoding"


def test_the_notice_is_compressed_where_it_can_be(client):
    assert client.get(GONE[0], accept_encoding="br").encoding == "br"
    assert client.get(GONE[0], accept_encoding="gzip").encoding == "gzip"
    assert client.get(GONE[1], accept_encoding="br, gzip").encoding == "identity"


@pytest.mark.parametrize(
    "conditions",
    [
        {"range": "bytes=0-9"},
        {"if_none_match": "*"},
        {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"if_modified_since": "Tue, 14 Nov 2023 22:13:20 GMT"},
        {"range": "bytes=90000-"},
        {"if_match": '"other"'},
        {"if_unmodified_since": "Fri, 01 Jan 2010 00:00:00 GMT"},
    ],
)
def test_conditions_do_not_empty_a_404_or_a_410(client, conditions):
    gone = client.get(GONE[0], **conditions)
    assert (gone.code, gone.body.decode()) == (410, WITHDRAWN)
    assert_not_found(client.get("/nowhere.html", **conditions))


def test_the_tag_of_a_404_or_a_410_is_no_reason_for_an_empty_one(client):
    for target, code in ((GONE[0], 410), ("/nowhere.html", 404)):
        first = client.get(target)
        tag = first.get("etag")
        again = client.get(target, if_none_match=tag or '"none"')
        assert (again.code, again.body) == (code, first.body)


@pytest.mark.parametrize("target", [*GONE, "/nowhere.html"])
def test_head_of_what_is_not_there(client, target):
    asked, told = client.get(target), client.head(target)
    assert told.code == asked.code
    assert told.body == b""
    assert told.get("content-type") == HTML


@pytest.mark.parametrize("target", GONE)
@pytest.mark.parametrize("end", [".gone", ".gone.gz", ".gone.br"])
def test_a_notice_has_no_address_of_its_own(client, target, end):
    assert_not_found(client.get(target + end, accept_encoding="br, gzip"))


def test_a_retraction_and_its_end_need_no_reload(server, client):
    path = server.edition / DAY / "spirna.html"
    put(path, ARTICLE)
    assert client.get(f"/{DAY}/spirna.html").code == 200
    take(path)
    put(path.with_name("spirna.html.gone"), WITHDRAWN)
    for encoding in ENCODINGS:
        answer = client.get(f"/{DAY}/spirna.html", accept_encoding=encoding)
        assert (answer.code, answer.decoded.decode()) == (410, WITHDRAWN)
    put(path, ARTICLE)
    take(path.with_name("spirna.html.gone"))
    assert client.get(f"/{DAY}/spirna.html", accept_encoding="br").code == 200
    take(path)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", ORPHANS)
def test_orphan_siblings_are_never_served(client, path, encoding):
    for end in ("", ".gz", ".br"):
        answer = client.get(f"/{path}{end}", accept_encoding=encoding)
        assert_not_found(answer)


@pytest.mark.parametrize("path", [f"{DAY}/mist.html", "index.html", "feeds/latest.xml"])
@pytest.mark.parametrize("end", [".gz", ".br"])
def test_siblings_have_no_address_of_their_own(client, path, end):
    assert_not_found(client.get(f"/{path}{end}"))


@pytest.mark.parametrize("path", [path for path in BARE if BARE[path] == SECRET])
def test_hidden_files(client, path):
    assert_not_found(client.get(f"/{path}"))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "target",
    [
        "/nowhere.html",
        "/2026/11/24/",
        f"/{DAY}/nowhere.html",
        "/assets/nowhere.css",
        "/media/nowhere.jpg",
        "/live/1/uk/nowhere.html",
        "/feeds/nowhere.atom.xml",
        "/nowhere.php",
        "/wp-login.php",
        "/404.html",
        f"/{DAY}",
        f"/{DAY}/",
        "/assets/",
        "/.well-known/",
        "/en",
        f"/{DAY}/mist.html/",
        f"/{DAY}/mist.html/x",
        f"/{DAY}/mist",
        "/index",
        f"/{DAY}/*.html",
        f"/{DAY}/mis?.html".replace("?", "%3F"),
        f"/{DAY}/[m]ist.html",
        f"/{DAY}/%7Bmist,x%7D.html",
        "/" + "x" * 300 + ".html",
        "/" + "x/" * 500,
        f"/{DAY}/MIST.html",
    ],
)
def test_everything_else_is_one_404(client, target, encoding):
    assert_not_found(client.get(target, accept_encoding=encoding))


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.html",
        "/../../secret.html",
        "/%2e%2e/secret.html",
        "/%2E%2E/secret.html",
        "/.%2e/secret.html",
        "/..%2fsecret.html",
        "/%2e%2e%2fsecret.html",
        "/..%5csecret.html",
        "/..\\secret.html",
        "/..;/secret.html",
        "/assets/../../secret.html",
        "/assets/..%2f..%2fsecret.html",
        "/assets/%2e%2e/%2e%2e/secret.html",
        "/assets../secret.html",
        "/../edition-secret.html",
        "/-secret.html",
        "//secret.html",
        "/....//secret.html",
        "/%252e%252e/secret.html",
        "/%c0%ae%c0%ae/secret.html",
        "/%00",
        "/%00/../secret.html",
        f"/{DAY}/mist.html%00",
        f"/{DAY}/mist.html%00.jpg",
        "/.%00env",
        "/%2eenv",
        "/%2Egit/config",
        "/assets/../.env",
        "/./.env",
        "//.env",
        "/.well-known/../.env",
        "/.well-known/%2e%2e/.env",
        "/.well-known/x/../../.git/config",
        "/downloads/%2ehtpasswd",
        "/.env/",
        "/.git/",
        "/.git",
        "/%zz",
        "/\x01",
        "/%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_no_way_of_writing_leads_out_or_to_what_is_hidden(client, target):
    answer = client.get(target)
    assert answer.code in (400, 404)
    assert SECRET not in answer.decoded.decode("utf-8", "replace")
    assert answer.get("set-cookie") is None
    assert answer.get("location") is None


@pytest.mark.parametrize(
    "target",
    [
        f"//{DAY}/mist.html",
        "/2026//11/23/mist.html",
        f"/{DAY}//mist.html",
        "/2026%2f11/23/mist.html",
        "/2026%2F11%2F23%2Fmist.html",
        f"/{DAY}/./mist.html",
        f"/{DAY}/x/../mist.html",
        f"/{DAY}/mist%2ehtml",
        "//",
        "/en//",
    ],
)
def test_a_page_has_one_address(client, target):
    assert_not_found(client.get(target))


@pytest.mark.parametrize("target", [f"/{DAY}/mist.html", "/nowhere.html", GONE[0], "/"])
@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "FOO"]
)
def test_other_methods(client, method, target):
    answer = client.ask(method, target, content_length="0")
    assert answer.code == 405
    assert answer.get("allow") == "GET, HEAD" or method == "TRACE"
    assert PAGES[f"{DAY}/mist.html"] not in answer.decoded.decode()
