"""A peer, a press, a clock, a sender and a webhook for each test that names them."""

import pytest

from shpalta.newsroom import preview
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import SECRET, Clock, SomePress, make_sender, make_webhook


@pytest.fixture
def peer():
    with peers.running(SECRET) as found:
        yield found


@pytest.fixture
def press():
    before, found = preview.press(), SomePress()
    preview.register(found)
    yield found
    preview.register(before)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sender(clock):
    found = make_sender(clock)
    yield found
    found.close()


@pytest.fixture
def webhook(peer, press):
    return make_webhook(peer.address, read_back=peer.read_back)
