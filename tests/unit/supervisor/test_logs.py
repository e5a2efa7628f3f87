"""Logs: rotation, tails, and a disk that does not take them."""

from __future__ import annotations

import os

from shpalta.supervisor.logs import TAIL_LINES, ProcessLog


def test_rotation_keeps_whole_pieces_and_a_bounded_number(tmp_path):
    log = ProcessLog(tmp_path / "press.log", max_bytes=100, keep=2)
    for number in range(40):
        log.write(f"line {number:02}\n".encode())
    log.close()
    names = sorted(os.listdir(tmp_path))
    assert names == ["press.log", "press.log.1", "press.log.2"]
    joined = "".join((tmp_path / name).read_text() for name in reversed(names))
    assert joined.endswith("".join(f"line {number:02}\n" for number in range(20, 40)))
    assert all((tmp_path / name).stat().st_size <= 100 for name in names)


def test_a_log_of_an_earlier_run_is_continued(tmp_path):
    path = tmp_path / "press.log"
    for word in (b"one\n", b"two\n"):
        log = ProcessLog(path)
        log.write(word)
        log.close()
    assert path.read_text() == "one\ntwo\n"


def test_the_tail_joins_what_came_in_pieces(tmp_path):
    log = ProcessLog(tmp_path / "press.log")
    for piece in ("пер".encode(), "ший\nдру".encode(), b"\n\nthird"):
        log.write(piece)
    assert log.tail() == ["перший", "дру", "third"]
    log.forget_tail()
    assert log.tail() == []
    log.close()


def test_the_tail_is_bounded_and_safe_for_a_terminal(tmp_path):
    log = ProcessLog(tmp_path / "press.log")
    log.write(b"x" * 5000 + b"\n")
    log.write(b"\x1b[2J\x07red\n" * 50)
    log.close()
    assert len(log.tail()) == TAIL_LINES
    assert set(log.tail()) == {"[2Jred"}


def test_a_log_that_cannot_be_written_drops_and_recovers(tmp_path):
    path = tmp_path / "press.log"
    path.mkdir()
    log = ProcessLog(path)
    log.write(b"lost\n")
    assert log.dropped == 5
    assert log.tail() == ["lost"]
    path.rmdir()
    log.write(b"kept\n")
    log.close()
    assert path.read_text() == "kept\n"
