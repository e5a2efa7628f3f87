"""The screen of destinations: what editors are told, in both languages, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from shpalta.newsroom import destinations
from shpalta.press.api import DestinationState, Problem, Unplaced
from shpalta.press.errors import PressError

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
WELL = DestinationState(
    "mirror", "folder", "/mnt/mirror", running=True, begun=True, placed=1200,
    last="2026-11-28T11:59:58Z",
)  # fmt: skip
DEAD = DestinationState(
    "main", "bucket", "https://s3.example.org/news", running=True, begun=True, waiting=7,
    since="2026-11-28T10:00:00Z", problem=Problem.REFUSED, words="SignatureDoesNotMatch <b>",
    trouble_since="2026-11-28T10:00:03Z",
    unplaced=(Unplaced("/a.html", Problem.FOREIGN, "somebody's"),), foreign=(1, ("/theirs",)),
)  # fmt: skip


@pytest.fixture
def told(monkeypatch):
    def tell(port: Callable[[], list[DestinationState]]) -> None:
        monkeypatch.setattr(destinations, "_port", port)

    return tell


def page(client, user, language: str = "en") -> str:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client.force_login(user)
    answer = client.get(reverse("newsroom_destinations"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_how_each_is_doing(client, newsroom, told):
    told(lambda: [WELL, DEAD])
    text = page(client, newsroom.user)
    assert "It shows what is pressed." in text
    assert "It refuses us: key, secret or rights are wrong." in text
    assert "SignatureDoesNotMatch &lt;b&gt;" in text
    assert "1200 files" in text
    assert "/a.html" in text
    assert "Something that is not ours stands in the place." in text
    assert "/theirs" in text


def test_it_speaks_ukrainian(client, newsroom, told):
    told(lambda: [WELL, DEAD])
    text = page(client, newsroom.user, "uk")
    assert "It refuses us" not in text
    assert "Куди ще" in text


def test_where_there_are_none_it_says_so(client, newsroom, told):
    told(list)
    assert "There are none" in page(client, newsroom.user)


def test_a_file_that_cannot_be_used_is_said(client, newsroom, told):
    def broken() -> list[DestinationState]:
        raise PressError("destinations.toml [main] kind='x' cannot be used")

    told(broken)
    assert "[main] kind=&#x27;x&#x27; cannot be used" in page(client, newsroom.user)


def test_who_may_not_publish_does_not_see_it(client, django_user_model, newsroom, told):
    told(lambda: [DEAD])
    writer = django_user_model.objects.create_user("writer", password="x")
    client.force_login(writer)
    assert client.get(reverse("newsroom_destinations")).status_code in {302, 403}


@pytest.mark.parametrize(
    ("changed", "tone"),
    [
        ({}, "good"),
        ({"running": False}, "bad"),
        ({"waiting": 3, "since": "2026-11-28T11:59:50Z"}, "good"),
        ({"waiting": 3, "since": "2026-11-28T11:00:00Z"}, "waits"),
        ({"begun": False}, "waits"),
        ({"problem": Problem.FULL, "words": "x"}, "bad"),
        ({"unplaced": (Unplaced("/a", Problem.REJECTED, "x"),)}, "bad"),
    ],
)
def test_tones(told, changed, tone):
    fields = {name: getattr(WELL, name) for name in WELL.__slots__} | changed
    told(lambda: [DestinationState(**fields)])
    with translation.override("en"):
        assert [line.tone for line in destinations.lines(NOW)] == [tone]


def test_every_problem_has_words():
    assert set(destinations.PROBLEMS) == set(Problem)
