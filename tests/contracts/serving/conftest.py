"""One suite, two servers: every test that asks for ``server`` runs over both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.contracts.serving.client import Client
from tests.contracts.serving.edition import make
from tests.contracts.serving.servers import MOVED, caddy_server, nginx_server

SERVERS = {"nginx": nginx_server, "caddy": caddy_server}


@dataclass(frozen=True)
class Served:
    """A running server, its edition, and a client."""

    name: str
    client: Client
    edition: Path
    home: Path


@pytest.fixture(scope="session", params=sorted(SERVERS))
def server(request, tmp_path_factory):
    root = tmp_path_factory.mktemp(request.param)
    edition = make(root)
    with SERVERS[request.param](root, edition, MOVED) as port:
        yield Served(request.param, Client(port), edition, root)


@pytest.fixture
def client(server):
    return server.client
