"""Signs of life for systemd."""

import socket

import pytest

from shpalta.supervisor import ALIVE, notify


@pytest.fixture
def manager(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.settimeout(10)
        yield ear


def test_they_reach_who_asked(manager, tmp_path, monkeypatch):
    manager.bind(str(tmp_path / "notify"))
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    assert notify(ALIVE)
    assert manager.recv(64) == b"WATCHDOG=1"


def test_an_abstract_name(manager, monkeypatch):
    manager.bind("\0shpalta-test-notify")
    monkeypatch.setenv("NOTIFY_SOCKET", "@shpalta-test-notify")
    assert notify(ALIVE)
    assert manager.recv(64) == b"WATCHDOG=1"


@pytest.mark.parametrize("place", ["", "relative", "/nowhere/at/all"])
def test_nobody_there_is_no_error(place, monkeypatch):
    monkeypatch.setenv("NOTIFY_SOCKET", place)
    assert not notify(ALIVE)
