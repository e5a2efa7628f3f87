"""The default set-up's processes and the probes that watch them."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from shpalta.supervisor import Newspaper, processes
from shpalta.supervisor.probes import http_answers, port_answers


def test_the_six_processes():
    made = processes(Newspaper(8080, 8000, ["caddy", "run"], {"XDG_DATA_HOME": "x"}, {"A": "b"}))
    names = ["newsroom", "press", "scheduler", "tasks", "outbox", "caddy"]
    assert [one.name for one in made] == names
    by_name = {one.name: one for one in made}
    assert by_name["press"].argv[-2:] == ["press", "--watch"]
    assert by_name["scheduler"].argv[-2:] == ["schedule", "--watch"]
    assert by_name["outbox"].argv[-2:] == ["send", "--watch"]
    assert by_name["tasks"].argv[-2:] == ["manage", "db_worker"]
    assert "127.0.0.1:8000" in by_name["newsroom"].argv
    assert by_name["newsroom"].env == {"A": "b"}
    assert by_name["caddy"].env == {"XDG_DATA_HOME": "x"}


def test_each_destination_has_a_process_of_its_own():
    made = processes(Newspaper(8080, 8000, ["caddy"], {}, destinations=["main", "mirror"]))
    assert [one.name for one in made[-2:]] == ["place-main", "place-mirror"]
    assert [one.argv[-3:] for one in made[-2:]] == [
        ["place", "--watch", "main"],
        ["place", "--watch", "mirror"],
    ]


@pytest.mark.parametrize(("code", "serves"), [(200, True), (404, True), (302, True), (503, False)])
def test_an_http_probe(code, serves):
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(code)
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert http_answers(server.server_port)() is serves
        thread.join()


def test_probes_of_a_port_nobody_listens_on():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        number = held.getsockname()[1]
        assert port_answers(number)() is False
        assert http_answers(number)() is False


def test_copies_are_made_only_where_somebody_asked_for_them():
    names = [[one.name for one in processes(Newspaper(1, 2, ["caddy"], {}, replicates=wish))]
             for wish in (False, True)]  # fmt: skip
    assert set(names[1]) - set(names[0]) == {"replica"}
