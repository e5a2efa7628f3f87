"""One call, and what each way in which it can end means: refused for certain, or in doubt."""

import contextlib
import socket
import ssl
import threading
from ipaddress import ip_address

import pytest

from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox.addresses import AddressRefused, check_address, check_numbers, resolve
from shpalta.newsroom.outbox.calling import Outcome, Reached, Request, call
from shpalta.newsroom.outbox.verdicts import MOST_TRIES, back_off, judge
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import PATIENT, QUICK, SECRET

State, Why = OutboxRow.State, OutboxRow.Why


@pytest.fixture
def peer():
    with peers.running(SECRET) as found:
        yield found


def request_to(address, name="msg1"):
    from shpalta.lib.webhooks import signed

    body = '{"слово": 1}'.encode()
    return Request("POST", address, signed(SECRET, name, 1700000000, body), body)


def told(peer, behaviour, limits=PATIENT):
    peer.behaves = lambda: behaviour
    return call(request_to(peer.address), limits)


@pytest.mark.parametrize("behaviour", peers.BEHAVIOURS)
def test_a_call_is_in_doubt_exactly_when_it_may_have_been_processed(peer, behaviour):
    silent = behaviour in {"hang", "drip"}
    outcome = told(peer, behaviour, QUICK if silent else PATIENT)
    verdict = judge(outcome, "msg1", 1)
    if behaviour in peers.TAKES_AND_SAYS_SO:
        assert verdict.state == State.DONE
        assert peer.taken == ["msg1"]
    elif behaviour in peers.REFUSES:
        assert verdict.state == State.FAILED
        assert peer.taken == []
    else:
        # From here nobody can tell those that took it from those that did not.
        assert verdict.state == State.UNKNOWN
        assert peer.taken == (["msg1"] if behaviour in peers.TAKES_IN_SILENCE else [])


def test_what_is_sent(peer):
    assert told(peer, "ok").status == 200
    (seen,) = peer.calls
    assert seen["path"] == "/told?from=us"
    assert seen["raw"] == '{"слово": 1}'.encode()
    assert seen["headers"]["Host"] == f"127.0.0.1:{peer.server_port}"


def test_redirects_are_answers_and_not_followed(peer):
    outcome = told(peer, "redirect")
    assert outcome.status == 307
    assert [seen["path"] for seen in peer.calls] == ["/told?from=us"]
    assert judge(outcome, "m", 1).why == Why.REFUSED


def test_answers_are_read_no_further_than_needed(peer):
    assert len(told(peer, "created").body) == PATIENT.answer


def test_no_listener_is_a_refusal_for_certain():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        outcome = call(request_to(f"http://127.0.0.1:{held.getsockname()[1]}/"), PATIENT)
    assert outcome.reached is Reached.NOTHING
    assert judge(outcome, "m", 1).state == State.FAILED
    assert judge(outcome, "m", 1).pause


def test_a_name_that_nobody_has_is_a_refusal_for_certain(monkeypatch):
    def nowhere(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    outcome = call(request_to("https://nowhere.example.org/"), PATIENT)
    assert outcome.reached is Reached.NOTHING
    assert "not known" in outcome.text


def test_a_certificate_that_nobody_trusts_is_a_refusal_for_certain(peer, monkeypatch):
    """The peer speaks no TLS at all: not a byte of the call has left."""
    place = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", peer.server_port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: place)
    outcome = call(request_to(f"https://localhost:{peer.server_port}/"), PATIENT)
    assert outcome.reached is Reached.NOTHING
    assert peer.calls == []


def test_certificates_are_verified(tmp_path):
    """A real TLS server whose certificate no system trusts."""
    import subprocess

    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, "/CN=localhost", *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                heard.append(context.wrap_socket(connection, server_side=True).recv(10))

        thread = threading.Thread(target=serve)
        thread.start()
        outcome = call(request_to(f"https://localhost:{listener.getsockname()[1]}/"), PATIENT)
        thread.join(30)
    assert outcome.reached is Reached.NOTHING
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.text
    assert heard in ([], [b""])


def test_every_status_has_its_meaning():
    found = {n: judge(Outcome(Reached.ANSWERED, status=n), "m", 1).state for n in range(200, 600)}
    expected = dict.fromkeys(range(200, 300), State.DONE)
    expected |= dict.fromkeys(range(300, 600), State.FAILED)
    expected |= {410: State.GIVEN_UP} | dict.fromkeys((502, 504, 520, 524), State.UNKNOWN)
    assert found == expected


def test_refusals_are_given_up_in_the_end_and_doubt_never_is():
    refusal = Outcome(Reached.ANSWERED, status=500)
    assert judge(refusal, "m", MOST_TRIES - 1).state == State.FAILED
    assert judge(refusal, "m", MOST_TRIES).state == State.GIVEN_UP
    assert judge(Outcome(Reached.SENT), "m", MOST_TRIES + 5).state == State.UNKNOWN


def test_the_pause_grows_and_differs_by_row():
    first = [back_off(f"row{number}", 1).total_seconds() for number in range(200)]
    assert min(first) >= 4
    assert max(first) <= 6
    assert len(set(first)) > 190
    assert back_off("row1", 1) == back_off("row1", 1)
    means = [5 * 4**number for number in range(MOST_TRIES)]
    for tries, mean in enumerate(means, 1):
        seconds = back_off("a row", tries).total_seconds()
        assert 0.8 * min(mean, 86_400) <= seconds <= 1.2 * min(mean, 86_400)


def test_what_the_other_side_asks_for_is_waited_for():
    asked = Outcome(Reached.ANSWERED, status=429, retry_after=600)
    assert judge(asked, "m", 1).wait.total_seconds() == 600
    absurd = Outcome(Reached.ANSWERED, status=429, retry_after=10**8)
    assert judge(absurd, "m", 1).wait.total_seconds() == 86_400


def test_an_answer_is_shown_as_one_line_that_can_be_printed(peer):
    outcome = told(peer, "500")
    assert outcome.text == "500 Internal Server Error: says 500"
    assert outcome.retry_after == 7


# ---------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/hook",
        "https://example.org:8443/hook?a=b",
        "https://10.1.2.3/hook",
        "https://[2001:db8::1]/hook",
        "http://localhost:8000/hook",
        "http://127.0.0.1/",
        "http://[::1]:9/",
    ],
)
def test_addresses_that_may_be_called(address):
    assert check_address(address).path.startswith("/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "http://example.org/",
        "http://10.1.2.3/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://user:word@example.org/",
        "https://example.org/#part",
        "https://example.org:0/",
        "https://example.org:70000/",
        "https:///hook",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: other",
        "https://приклад.укр/",
        "https://example.org\\@other/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[fd00:ec2::254]/",
        "https://100.100.100.200/",
        "https://168.63.129.16/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://127.0.0.2/",
        "https://[::ffff:127.0.0.1]/",
        "https://example.org/" + "a" * 500,
    ],
)
def test_addresses_that_may_not(address):
    with pytest.raises(AddressRefused):
        check_address(address)
    assert call(request_to(address), PATIENT).reached is Reached.FORBIDDEN


@pytest.mark.parametrize(
    "number", ["169.254.169.254", "127.0.0.1", "::1", "::ffff:169.254.169.254", "fe80::1"]
)
def test_a_good_name_that_leads_to_a_bad_place_is_not_called(monkeypatch, number):
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 443)),
        (family, socket.SOCK_STREAM, 6, "", (number, 443)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: places)
    with pytest.raises(AddressRefused):
        resolve(check_address("https://example.org/"))
    assert call(request_to("https://example.org/"), PATIENT).reached is Reached.FORBIDDEN


def test_localhost_leads_here_alone():
    check_numbers(ip_address("127.0.0.1"), local=True)
    with pytest.raises(AddressRefused):
        check_numbers(ip_address("192.0.2.1"), local=True)


@pytest.mark.parametrize("name", ["localhost", "::1"])
def test_the_host_is_named_as_http_wants_it(name):
    from shpalta.newsroom.outbox.addresses import Target
    from shpalta.newsroom.outbox.calling import _host

    written = f"[{name}]" if ":" in name else name
    assert _host(Target("http", name, 80, "/")) == written
    assert _host(Target("http", name, 8080, "/")) == f"{written}:8080"
