"""What an editor reads after a publication: on the site since when, or why not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from shpalta.newsroom import preview
from shpalta.newsroom.actions import ArrangeFront, ReleaseHeld, Retract
from shpalta.newsroom.arrangement import Arrangement
from shpalta.newsroom.whereabouts import whereabouts, whereabouts_of_front
from shpalta.press.api import Stage, Stoppage, StoppageKind, StoppageNote, state_of
from shpalta.press.core.fold import held_id
from shpalta.press.journal import Fact
from shpalta.records import Held, encode
from tests.newsroom.conftest import draft, published, stored
from tests.newsroom.pressing import open_paper

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is opened by name"),
]


@pytest.fixture
def paper(committed_newsroom, tmp_path, settings):
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    before = preview.press()
    found = open_paper(tmp_path, settings)
    yield found
    preview.register(before)
    found.close()


def where(article):
    with override("en"):
        return whereabouts(stored(article))


def test_the_way_of_a_front(paper, committed_newsroom, client, settings):
    room = committed_newsroom
    first, second = published(room), published(room)
    version = ArrangeFront(room.uk, Arrangement(first.uid), room.user).execute().version

    def where_it_is(language="uk", version=version):
        with override("en"):
            return whereabouts_of_front(language, version)

    assert where_it_is().stage == "stopped"
    paper.start()
    assert where_it_is().stage == "waiting"
    paper.press()
    assert where_it_is().text == "On the site."
    assert where_it_is().link == settings.SHPALTA_SITE_ADDRESS + "/"
    english = where_it_is("en", 1)
    assert english.link == settings.SHPALTA_SITE_ADDRESS + "/en/index.html"
    newer = ArrangeFront(room.uk, Arrangement(second.uid), room.user).execute().version
    client.force_login(room.user)
    asked = client.get("/admin/front/uk/?where").json()
    assert (asked["stage"], asked["final"]) == ("waiting", False)
    assert where_it_is().stage == "pressed"
    paper.press()
    assert where_it_is(version=newer).is_final
    assert second.title.encode() in paper.page("/index.html")


def test_the_way_of_a_publication(paper, committed_newsroom, client, settings):
    room = committed_newsroom
    article = draft(room)
    assert where(article) is None
    article = published(room)
    assert where(article).text == "Not on the site yet: the press is not running."
    paper.start()
    assert where(article).stage == "waiting"
    assert where(article).text.startswith("Waiting for the press: ")
    assert not where(article).is_final
    paper.press()
    found = where(article)
    assert found.text.startswith("On the site since ")
    assert found.link == settings.SHPALTA_SITE_ADDRESS + article.get_url_parts()[2]
    assert found.is_final
    article.lead = "Інакше."
    article.save_revision().publish()
    assert where(article).stage == "waiting"
    paper.press()
    assert where(article).stage == "pressed"
    Retract(stored(article), room.user).execute()
    assert where(article).stage == "waiting"
    paper.press()
    assert where(article).text.startswith("Off the site since ")
    assert where(article).link == ""


def test_a_held_copy_is_named_with_its_error_and_can_be_released(paper, committed_newsroom):
    article = published(committed_newsroom)
    paper.press()
    head = paper.machine.content.head("article", article.uid)
    record = Held(article.uid, head.digest, "template article.html, line 3")
    name = held_id(article.uid, head.digest)
    paper.machine.journal([Fact("held", name, encode(record))], act="hold")
    paper.press()
    found = where(article)
    assert found.stage == "held"
    assert found.detail == "template article.html, line 3"
    ReleaseHeld(stored(article), committed_newsroom.user).execute()
    paper.press()
    assert where(article).stage == "pressed"


def test_a_press_that_died_is_not_called_running(paper, committed_newsroom):
    paper.press()
    article = published(committed_newsroom)
    machine = paper.machine
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert state_of(machine.tables, machine.places.rows, article.uid, later).stage is Stage.STOPPED
    assert state_of(machine.tables, machine.places.rows, "nobody", later) is None


def test_a_press_that_cannot_write_is_no_silence(paper, committed_newsroom, client):
    """Whoever has published reads since when the press stands still, why, and that it is kept."""
    paper.press()
    article = published(committed_newsroom)
    note = StoppageNote(paper.home / "press-stopped.json")
    note.write(Stoppage(StoppageKind.FULL, "2026-11-28T09:30:00Z", "No space left on device"))
    found = where(article)
    assert found.stage == "stopped"
    assert found.text.startswith("Not on the site yet: the press has stood still since ")
    assert "Its disk is full" in found.text
    assert "What you saved is kept" in found.detail
    assert "No space left on device" in found.detail
    assert not found.is_final
    with override("uk"):
        assert "диск заповнено" in whereabouts(stored(article)).text
    version = (
        ArrangeFront(committed_newsroom.uk, Arrangement(article.uid), committed_newsroom.user)
        .execute()
        .version
    )
    with override("en"):
        assert "Its disk is full" in whereabouts_of_front("uk", version).text
    client.force_login(committed_newsroom.user)
    assert "прес стоїть" in client.get("/admin/articles/").content.decode()
    note.write(None)
    assert where(article).stage == "waiting"
    paper.press()
    assert where(article).stage == "pressed"


def test_states_of_many_take_as_many_queries_as_of_one(paper, committed_newsroom, monkeypatch):
    articles = [published(committed_newsroom) for _ in range(4)]
    paper.press()
    counted = []
    pair = paper.desk._pair()
    for database in (pair.rows, pair.tables):
        inner = database.execute
        monkeypatch.setattr(
            database, "execute", lambda *a, inner=inner: counted.append(a) or inner(*a)
        )
    assert len(paper.desk.states([articles[0].uid])) == 1
    one = len(counted)
    assert len(paper.desk.states([article.uid for article in articles])) == 4
    assert len(counted) == 2 * one


def test_the_script_is_answered(paper, committed_newsroom, client):
    article = published(committed_newsroom)
    paper.press()
    url = f"/admin/articles/{article.pk}/where/"
    assert client.get(url).status_code == 302
    client.force_login(committed_newsroom.user)
    found = client.get(url).json()
    assert found["stage"] == "pressed"
    assert found["final"] is True
    assert found["link"].endswith(article.get_url_parts()[2])
    page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert found["text"] in page
    assert found["text"] in client.get("/admin/articles/").content.decode()
