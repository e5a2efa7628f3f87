"""What is checked before a start, and what a person then reads."""

from __future__ import annotations

import os
import socket

import pytest

from shpalta.supervisor import Binary, Folder, Port, preflight, problems
from shpalta.supervisor.holders import Holder, holder_of


@pytest.fixture
def busy_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(1)
        yield held.getsockname()[1]


def test_nothing_wrong(tmp_path):
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        free = trial.getsockname()[1]
    port = Port("the site", free, "SHPALTA_SITE_PORT")
    assert problems([port], [Folder(tmp_path / "new" / "home", "SHPALTA_HOME")]) == []
    assert (tmp_path / "new" / "home").is_dir()
    assert list((tmp_path / "new" / "home").iterdir()) == []


def test_a_busy_port_names_port_variable_and_program(busy_port):
    (told,) = problems([Port("the site", busy_port, "SHPALTA_SITE_PORT")])
    assert f"Port {busy_port} (the site) is taken by" in told
    assert f"(process {os.getpid()})" in told
    assert "SHPALTA_SITE_PORT" in told


def test_a_busy_port_whose_holder_cannot_be_known(busy_port, monkeypatch):
    monkeypatch.setattr(preflight, "holder_of", lambda number: None)
    (told,) = problems([Port("the site", busy_port, "SHPALTA_SITE_PORT")])
    assert "taken by another program" in told
    assert "SHPALTA_SITE_PORT" in told


def test_a_port_taken_on_ipv6_alone_is_seen():
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with socket.socket(socket.AF_INET6) as held:
        held.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            held.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 here")
        held.listen(1)
        number = held.getsockname()[1]
        assert len(problems([Port("the site", number, "X")])) == 1
        assert holder_of(number) is not None


def test_one_port_for_two_is_told():
    ports = [Port("the site", 4321, "SITE_PORT"), Port("the newsroom", 4321, "NEWSROOM_PORT")]
    assert problems(ports)[-1] == (
        "Port 4321 is given twice: by SITE_PORT and by NEWSROOM_PORT. Change one of them."
    )


@pytest.mark.parametrize("number", [0, -1, 65536])
def test_no_port(number):
    (told,) = problems([Port("the site", number, "SITE_PORT")])
    assert told == f"SITE_PORT={number} is not a port: choose one from 1024 to 65535."


def test_a_reserved_port(monkeypatch):
    monkeypatch.setattr(preflight, "_try", lambda *a: 13)
    (told,) = problems([Port("the site", 80, "SITE_PORT")])
    assert "reserved for the system" in told


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "home").write_text("")
    (told,) = problems(folders=[Folder(tmp_path / "home", "SHPALTA_HOME")])
    assert str(tmp_path / "home") in told
    assert "SHPALTA_HOME" in told


def test_a_folder_without_rights(tmp_path, monkeypatch):
    def refuse(**kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(preflight.tempfile, "TemporaryFile", refuse)
    (told,) = problems(folders=[Folder(tmp_path, "SHPALTA_HOME")])
    assert "cannot be written to: Permission denied" in told


def test_a_missing_program():
    (told,) = problems(binaries=[Binary("no-such-program", "Install it with: pip install it.")])
    expected = "The program no-such-program is not installed. Install it with: pip install it."
    assert told == expected


def test_everything_is_told_at_once(busy_port, tmp_path):
    (tmp_path / "home").write_text("")
    found = problems(
        [Port("the site", busy_port, "A")],
        [Folder(tmp_path / "home", "B")],
        [Binary("no-such-program", "")],
    )
    assert len(found) == 3


def test_the_holder_of_a_port_nobody_listens_on(tmp_path):
    (tmp_path / "net").mkdir()
    assert holder_of(80, tmp_path) is None


def test_the_holder_is_read_from_proc(busy_port):
    holder = holder_of(busy_port)
    assert isinstance(holder, Holder)
    assert holder.pid == os.getpid()
