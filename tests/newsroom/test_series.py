"""Series and their parts; the day of an article; galleries."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield
from wagtail.users.models import UserProfile

from shpalta.newsroom.actions import Backdate, Publish
from shpalta.newsroom.models import Article, Credit, Outlet, Picture, Series
from shpalta.records import Exchange, Gallery

from .conftest import draft, published, rows, stored
from .drawn import jpeg
from .test_roads import add_url, edit_url, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(newsroom):
    return Series.objects.create(name="Дев’ять мостів", locale=newsroom.uk, description="Про них.")


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    return client


def test_a_series_is_public_on_save_at_an_address_that_stays(newsroom, series):
    act, kind, record = rows()[-1]
    assert (act, kind, record.path) == ("entity", "series", "/series/deviat-mostiv.html")
    series.complete = True
    series.name = "Мости"
    series.save()
    record = rows()[-1][2]
    assert (record.complete, record.name) == (True, "Мости")
    assert record.path == "/series/deviat-mostiv.html"
    series.slug = "mosty"
    with pytest.raises(ValidationError):
        series.full_clean()
    english = Series.objects.create(name="Bridges", locale=newsroom.en)
    assert rows()[-1][2].path == f"/en/series/{english.slug}.html"


def test_parts_are_sealed_as_they_are_numbered_or_not(newsroom, series):
    assert rows(published(newsroom))[-1][2].series == ""
    plain = published(newsroom, series=series)
    assert (rows(plain)[-1][2].series, rows(plain)[-1][2].part) == (series.uid, 0)
    third = published(newsroom, series=series, part=3)
    assert (rows(third)[-1][2].series, rows(third)[-1][2].part) == (series.uid, 3)
    with pytest.raises(ProtectedError):
        series.delete()
    free = Series.objects.create(name="Порожня", locale=newsroom.uk)
    free.delete()
    assert rows(kind="series")[-1] == ("entity", "series", None)


def test_what_a_part_may_not_be(newsroom, series):
    english = Series.objects.create(name="Bridges", locale=newsroom.en)
    for given, field in (
        ({"series": english}, "series"),
        ({"series": series, "part": 0}, "part"),
        ({"part": 2}, "series"),
    ):
        with pytest.raises(ValidationError) as refused:
            Publish(draft(newsroom, **given), newsroom.user).execute()
        assert field in refused.value.message_dict


def test_the_form_asks_for_series_of_its_language_and_part(browser, newsroom, series):
    other = Series.objects.create(name="Bridges", locale=newsroom.en)
    form = browser.get(add_url(newsroom)).context["form"]
    assert list(form.fields["series"].queryset) == [series]
    assert other not in form.fields["series"].queryset
    given = form_of(newsroom, series=str(series.pk), part="2") | {"action-publish": "1"}
    assert browser.post(add_url(newsroom), given).status_code == 302
    record = rows(Article.objects.get())[-1][2]
    assert (record.series, record.part) == (series.uid, 2)


def test_a_series_is_made_on_its_screen(browser, newsroom):
    address = reverse("wagtailsnippets_newsroom_series:add")
    assert browser.get(address).status_code == 200
    given = {"name": "Люди річки", "slug": "", "description": "", "complete": "on"}
    assert browser.post(address, given).status_code == 302
    assert rows()[-1][2].path == "/series/liudy-richky.html"
    assert browser.get(reverse("wagtailsnippets_newsroom_series:list")).status_code == 200


# ----------------------------------------------------------------------------------------- the day


def test_the_day_is_that_of_the_outlets_zone_and_moves_with_the_date(newsroom):
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    article = published(newsroom, published_at=late)
    record = rows(article)[-1][2]
    assert record.day == "2026-03-02"
    assert record.path.startswith("/2026/03/02/")
    Backdate(article, datetime(2025, 12, 31, 21, 59, tzinfo=UTC), newsroom.user).execute()
    record = rows(article)[-1][2]
    assert record.day == "2025-12-31"
    assert record.path.startswith("/2026/03/02/")


def test_another_zone_gives_another_day_at_the_next_sealing_alone(newsroom):
    article = published(newsroom, published_at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    outlet = Outlet.objects.get()
    outlet.zone = "America/Lima"
    outlet.save()
    assert rows(article)[-1][2].day == "2026-03-02"
    again = stored(article)
    again.lead = "Інший лід."
    again.save()
    assert rows(article)[-1][2].day == "2026-03-01"


# ------------------------------------------------------------------------- galleries and interviews


@pytest.fixture
def picture(newsroom, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    made = Picture(
        title="Міст",
        description="Міст над річкою",
        file=ContentFile(jpeg(40, 30), "a.jpg"),
        credit=Credit.objects.create(name="Архів"),
    )
    made.save()
    return made


def single(picture):
    return ("picture", {"picture": picture, "alt": "", "decorative": False, "caption": ""})


def gallery(picture, count=2):
    items = [single(picture)[1] for _ in range(count)]
    return ("gallery", {"title": "Як було", "pictures": items})


def test_a_gallery_shows_pictures(newsroom, picture):
    text = ("text", "<p>Так.</p>")
    for body in ([text], [text, single(picture), single(picture)]):
        with pytest.raises(ValidationError) as refused:
            Publish(draft(newsroom, genre="gallery", body=body), newsroom.user).execute()
        assert set(refused.value.message_dict) == {"body"}
    for body in ([text, gallery(picture)], [single(picture)] * 3):
        article = published(newsroom, genre="gallery", body=body)
        assert rows(article)[-1][2].genre == "gallery"


def test_the_pictures_of_a_gallery_have_their_credit(newsroom, picture):
    picture.credit = None
    picture.save()
    with pytest.raises(ValidationError) as refused:
        Publish(draft(newsroom, body=[gallery(picture)]), newsroom.user).execute()
    assert "Міст" in refused.value.message_dict["body"][0]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_editor_opens_and_keeps_both_blocks(browser, newsroom, picture, language):
    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    answer = '{"blocks":[{"key":"k1","text":"Так.","type":"unstyled"}],"entityMap":{}}'
    items = [
        {"picture": str(picture.pk), "alt": alt, "caption": "Підпис"} for alt in ("Раз", "Два")
    ]
    body = streamfield(
        [
            ("gallery", {"title": "Як було", "pictures": streamfield(_listed(items))}),
            ("exchange", {"question": "Коли?", "speaker": "Мер", "answer": answer}),
        ]
    )
    given = form_of(newsroom, genre="interview", body=body) | {"action-publish": "1"}
    assert browser.post(add_url(newsroom), given).status_code == 302
    article = Article.objects.get()
    gallery, exchange = rows(article)[-1][2].body
    assert [use.alt for use in gallery.uses] == ["Раз", "Два"]
    assert (exchange.speaker, exchange.answer[0].spans[0].text) == ("Мер", "Так.")
    assert browser.get(edit_url(article)).status_code == 200


def _listed(items):
    return [("item", item) for item in items]


def test_blocks_keep_their_ids_from_copy_to_copy(newsroom, picture):
    answer = '<p data-block-key="k1">Так.</p><p data-block-key="k2">Ні.</p>'
    exchange = ("exchange", {"question": "Коли?", "speaker": "Мер", "answer": answer})
    article = published(newsroom, body=[gallery(picture), exchange])
    first, second = rows(article)[-1][2].body
    assert isinstance(first, Gallery)
    assert isinstance(second, Exchange)
    assert [part.id for part in second.answer] == ["k1", "k2"]
    again = stored(article)
    again.lead = "Інший лід."
    again.save()
    assert rows(article)[-1][2].body == (first, second)
