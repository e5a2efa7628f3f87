"""What the Front screen says the rule will fill is what the pressed front shows."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from shpalta.newsroom import clock, preview
from shpalta.newsroom.actions import ArrangeFront, Retract
from shpalta.newsroom.arrangement import Arrangement
from shpalta.newsroom.models import Credit, Picture, Section

from .conftest import draft, published
from .drawn import jpeg
from .pressing import open_paper

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is opened by name"),
]
ADDRESS = "/admin/front/"


@pytest.fixture
def paper(committed_newsroom, tmp_path, settings):
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    before = preview.press()
    found = open_paper(tmp_path, settings)
    yield found
    preview.register(before)
    found.close()


@pytest.fixture
def stories(committed_newsroom, monkeypatch):
    """Three sections, sixteen articles a minute apart, advertising among them; the third newest
    has a picture.
    """
    room = committed_newsroom
    sport = Section.objects.create(name="Спорт", locale=room.uk)
    credit = Credit.objects.create(name="Ірина Гай")
    picture = Picture(
        title="Міст", alt="Міст", file=ContentFile(jpeg(40, 30), "a.jpg"), credit=credit
    )
    picture.save()
    found = []
    began = clock.now() - timedelta(minutes=20)
    for number in range(16):
        # Those of one second would stand by their ids, which are chance.
        moment = began + timedelta(minutes=number)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        more = {"section": sport if number % 3 == 0 else room.section}
        if number == 13:
            more["picture"] = picture
        if number in {4, 15}:
            more["genre"] = "advertising"
        found.append(published(room, title=f"Новина {number}", **more))
    monkeypatch.undo()
    return found


def pressed_front(paper):
    """Addresses in the order of reading, outside the feed."""
    main = paper.page("/index.html").decode().partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'href="?(/\d{4}/\d\d/\d\d/[^"# >]+)', main)
    return list(dict.fromkeys(found))


def said_front(client, query=None):
    """The same as the screen has it: the lead and the pins that are public, then the rule's."""
    answer = client.get(ADDRESS, query)
    filled = answer.context["filled"]
    by_place = {}
    for one in filled:
        by_place.setdefault(one.place, []).append(one.article)
    if query is not None:
        return by_place
    chosen = [one for one in [answer.context["lead"], *answer.context["pins"]] if one]
    chosen = [one for one in chosen if one.live and one.genre != "advertising"]
    ruled = [one.article for one in filled]
    # A lead that the rule chooses stands before the pins.
    first = by_place.get("lead", [])
    rest = [one for one in ruled if one not in first]
    return [one.get_url_parts()[2] for one in [*first, *chosen, *rest]]


@pytest.mark.parametrize(
    ("lead", "pins"),
    [
        (None, []),
        (2, []),
        (2, [5, 0]),
        (None, [1, 6]),
        (4, [3]),
        (None, [1, 2, 3, 5, 6, 7]),
        (None, ["draft", 9]),
    ],
)
def test_the_screen_shows_what_the_press_fills(
    paper, client, committed_newsroom, stories, lead, pins
):
    room = committed_newsroom
    early = draft(room)
    Retract(stories[14], room.user).execute()
    paper.press()
    client.force_login(room.user)
    ids = [early.uid if pin == "draft" else stories[pin].uid for pin in pins]
    wanted = Arrangement("" if lead is None else stories[lead].uid, tuple(ids))
    asked = {"filled": "", "lead": wanted.lead, "pin": list(wanted.pins)}
    before = said_front(client, asked)
    ArrangeFront(room.uk, wanted, room.user).execute()
    paper.press()
    assert said_front(client) == pressed_front(paper)
    assert len(pressed_front(paper)) > 9
    # It was said before it was saved.
    assert before == said_front(client, asked)
    assert "briefs" in before
    if lead is None:
        # The newest of the first five that has a picture.
        assert [one.uid for one in before["lead"]] == [stories[13].uid]


def test_the_rows_of_sections_say_so(paper, client, committed_newsroom, stories):
    paper.press()
    client.force_login(committed_newsroom.user)
    text = client.get(ADDRESS, {"filled": ""}).text
    assert text.count("data-article=") == len(pressed_front(paper))
    assert 'data-place="section"' in text
    assert stories[15].uid not in text
