"""Free pages: public on save, at a path of their own, gone once deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from shpalta.newsroom.actions import EntityChange, Publish
from shpalta.newsroom.body import Wanted
from shpalta.newsroom.errors import PathTaken
from shpalta.newsroom.lookup import find
from shpalta.newsroom.models import FooterLine, FreePage, MenuLine, Outlet
from shpalta.newsroom.richtext import Target
from shpalta.press import journal
from shpalta.press.api import adopt
from shpalta.press.journal import Fact
from shpalta.records import EntityLink, MenuItem, Redirect, Theme, ThemeFile, encode

from .conftest import assert_journal_is_whole, draft, rows

pytestmark = pytest.mark.django_db

TEXT = [("text", "<p>Ми пишемо про місто.</p>")]


def page_of(room, **fields):
    return FreePage(**{"title": "Про нас", "body": TEXT, "locale": room.uk, **fields})


def made(room, **fields):
    return EntityChange(page_of(room, **fields), room.user).execute()


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    client.cookies["django_language"] = "en"
    return client


def form(**changes):
    text = '{"blocks":[{"key":"a","text":"Так.","type":"unstyled"}],"entityMap":{}}'
    given = {
        "title": "Контакти",
        "slug": "",
        "lead": "",
        "translation_of": "",
        "body": streamfield([("text", text)]),
        **changes,
    }
    return nested_form_data(given)


def test_a_page_is_public_on_save(newsroom):
    page = made(newsroom, lead="Хто ми.")
    act, kind, record = rows()[-1]
    assert (act, kind, record.path) == ("entity", "page", "/pro-nas.html")
    assert (record.title, record.lead, record.language) == ("Про нас", "Хто ми.", "uk")
    assert record.body[0].parts[0].spans[0].text == "Ми пишемо про місто."
    before = len(rows())
    page.save()
    assert len(rows()) == before
    english = made(newsroom, title="About us", locale=newsroom.en)
    assert rows(kind="page")[-1][2].path == "/en/about-us.html"
    assert english.slug == "about-us"
    assert_journal_is_whole()


def test_readers_see_the_date_of_changes_that_matter(newsroom, monkeypatch):
    from shpalta.newsroom import clock

    page = made(newsroom)
    first = rows(kind="page")[-1][2].changed
    assert first
    later = clock.now().replace(year=clock.now().year + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    page.lead = "Дрібниця."
    page.save()
    assert rows(kind="page")[-1][2].changed == first
    page.significant_change = True
    page.save()
    assert rows(kind="page")[-1][2].changed == clock.stamp(later)
    assert not page.significant_change


@pytest.mark.parametrize("slug", ["index", "latest", "2026", "2026-11", "archive", "404"])
def test_the_sites_own_addresses_are_refused(newsroom, slug):
    with pytest.raises(ValidationError) as refused:
        made(newsroom, slug=slug)
    assert "slug" in refused.value.message_dict
    with pytest.raises(PathTaken):
        page_of(newsroom, slug=slug).save()
    assert rows(kind="page") == []


def test_a_title_that_would_collide_gets_another_slug(newsroom):
    assert made(newsroom, title="Latest").slug == "latest-2"
    assert [made(newsroom, title="Правила").slug for _ in range(2)] == ["pravyla", "pravyla-2"]
    with pytest.raises(ValidationError):
        made(newsroom, slug="pravyla")


def test_pages_and_imported_articles_do_not_share_a_path(newsroom):
    page = made(newsroom, slug="about")
    article = draft(newsroom, imported_path="/about.html")
    with pytest.raises(PathTaken, match=r"/about\.html"):
        Publish(article, newsroom.user).execute()
    Publish(draft(newsroom, imported_path="/history.html"), newsroom.user).execute()
    with pytest.raises(ValidationError):
        made(newsroom, slug="history")
    assert made(newsroom, title="History").slug == "history-2"
    assert page.slug == "about"


def test_a_page_does_not_stand_on_a_file_of_the_owners(newsroom):
    theme = encode(
        Theme("1", "https://e.org", {}, {"owner:/ads.html": ThemeFile("0", "/ads.html")})
    )
    with transaction.atomic():
        facts = [Fact("theme", "theme", theme)]
        journal.append(adopt(connection), facts, act="theme", act_id="t", at="2026-11-23T00:00:00Z")
    with pytest.raises(ValidationError) as refused:
        made(newsroom, slug="ads")
    assert "slug" in refused.value.message_dict
    assert made(newsroom, title="Ads").slug == "ads-2"


def test_the_address_stays(newsroom):
    page = made(newsroom)
    page.slug = "inakshe"
    with pytest.raises(ValidationError) as refused:
        EntityChange(page, newsroom.user).execute()
    assert "slug" in refused.value.message_dict


@pytest.mark.parametrize(
    "body", [[], [("quote", {"text": "Так.", "speaker": "", "role": ""})], [("subhead", "а\x00")]]
)
def test_what_is_public_at_once_lacks_nothing(newsroom, body):
    with pytest.raises(ValidationError) as refused:
        made(newsroom, body=body)
    assert set(refused.value.message_dict) == {"body"}
    assert rows(kind="page") == []


def test_translations_name_each_other(newsroom):
    page = made(newsroom)
    other = made(newsroom, locale=newsroom.en, translation_key=page.translation_key)
    first, second = rows()[-2:]
    assert {first[2].id: first[2].translations, second[2].id: second[2].translations} == {
        page.uid: {"en": other.uid},
        other.uid: {"uk": page.uid},
    }
    other.delete()
    assert rows(kind="page")[-1][2].translations == {}
    assert rows(kind="page")[-1][2].id == page.uid


@pytest.mark.parametrize("bulk", [False, True])
def test_a_deleted_page_is_gone_and_its_path_may_be_taken_again(newsroom, bulk):
    page = made(newsroom)
    if bulk:
        FreePage.objects.all().delete()
    else:
        page.delete()
    by_kind = {kind: record for _, kind, record in rows()[-2:]}
    assert by_kind["page"] is None
    gone = by_kind["redirect"]
    assert isinstance(gone, Redirect)
    assert (gone.path, gone.gone, gone.language) == ("/pro-nas.html", True, "uk")
    made(newsroom)
    assert {kind: record is None for _, kind, record in rows()[-2:]} == {
        "page": False,
        "redirect": True,
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="one road is enough")
def test_every_entity_deleted_in_bulk_is_withdrawn(browser, newsroom):
    from shpalta.newsroom.models import Topic

    free = Topic.objects.create(name="Вільна", locale=newsroom.uk)
    url = reverse("wagtail_bulk_action", args=["newsroom", "topic", "delete"])
    assert browser.post(f"{url}?id={free.pk}").status_code == 302
    assert not Topic.objects.filter(pk=free.pk).exists()
    assert rows()[-1] == ("entity", "topic", None)


def test_menu_and_footer_name_pages(newsroom):
    page, outlet = made(newsroom), Outlet.objects.get()
    outlet.menu_lines = [MenuLine(locale=newsroom.uk, page=page)]
    outlet.footer_lines = [
        FooterLine(locale=newsroom.uk, page=page, label="Хто ми", sort_order=0),
        FooterLine(locale=newsroom.uk, section=newsroom.section, sort_order=1),
        FooterLine(locale=newsroom.en, label="Mail", url="mailto:a@example.org", sort_order=2),
    ]
    EntityChange(outlet, newsroom.user).execute()
    record = rows(kind="outlet")[-1][2]
    assert record.menu == {"uk": (MenuItem(page=page.uid),)}
    assert record.footer_links == {
        "uk": (MenuItem(page=page.uid, label="Хто ми"), MenuItem(section=newsroom.section.uid)),
        "en": (MenuItem(label="Mail", url="mailto:a@example.org"),),
    }
    with pytest.raises(ProtectedError):
        page.delete()


def test_what_a_line_may_not_be(newsroom):
    page = made(newsroom)
    for line, field in (
        (MenuLine(locale=newsroom.en, page=page), "page"),
        (FooterLine(locale=newsroom.uk, page=page, section=newsroom.section), "page"),
        (FooterLine(locale=newsroom.en, section=newsroom.section), "section"),
        (FooterLine(locale=newsroom.uk, label="Скрипт", url="javascript:alert(1)"), "__all__"),
        (FooterLine(locale=newsroom.uk, label="Нікуди"), "__all__"),
    ):
        with pytest.raises(ValidationError) as refused:
            line.full_clean(exclude=["outlet"])
        assert field in refused.value.message_dict


def test_text_links_to_pages_by_address_and_by_choice(newsroom, settings):
    page = made(newsroom)
    english = made(newsroom, title="About", locale=newsroom.en)
    wanted = {
        Target("address", "/pro-nas.html"): page.uid,
        Target("web", f"{settings.SHPALTA_SITE_ADDRESS}/en/about.html"): english.uid,
        Target("free_page", str(page.pk)): page.uid,
    }
    nowhere = Target("address", "/about.html")
    found = find(Wanted(links=frozenset({*wanted, nowhere}))).links
    assert found == {target: EntityLink("page", uid) for target, uid in wanted.items()}


# -------------------------------------------------------------------------------------- on screens


def test_a_page_is_written_and_translated_on_its_screen(browser, newsroom):
    page = made(newsroom)
    address = reverse("wagtailsnippets_newsroom_freepage:add")
    assert browser.get(reverse("wagtailsnippets_newsroom_freepage:list")).status_code == 200
    assert browser.get(f"{address}?locale=en").status_code == 200
    given = form(title="About", translation_of=str(page.pk))
    assert browser.post(f"{address}?locale=en", given).status_code == 302
    english = FreePage.objects.get(title="About")
    assert english.locale == newsroom.en
    assert english.translation_key == page.translation_key
    edit = reverse("wagtailsnippets_newsroom_freepage:edit", args=[english.pk])
    assert browser.get(edit).context["form"]["translation_of"].value() == page.pk
    assert browser.post(edit, form(title="About", slug="about")).status_code == 302
    english.refresh_from_db()
    assert english.translation_key != page.translation_key
    assert {record.id: record.translations for _, _, record in rows(kind="page")} == {
        page.uid: {},
        english.uid: {},
    }


def test_one_page_of_a_language_says_it(browser, newsroom):
    page = made(newsroom)
    made(newsroom, title="About", locale=newsroom.en, translation_key=page.translation_key)
    address = reverse("wagtailsnippets_newsroom_freepage:add")
    refused = browser.post(f"{address}?locale=en", form(translation_of=str(page.pk)))
    assert "About" in refused.context["form"].errors["translation_of"][0]


def test_the_screen_says_what_is_wrong(browser, newsroom):
    address = reverse("wagtailsnippets_newsroom_freepage:add")
    refused = browser.post(address, form(slug="latest", body=streamfield([])))
    assert refused.status_code == 200
    assert set(refused.context["form"].errors) == {"slug", "body"}
    assert not FreePage.objects.exists()


def test_the_menu_leads_to_pages(browser, newsroom):
    home = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailsnippets_newsroom_freepage:list") in home
