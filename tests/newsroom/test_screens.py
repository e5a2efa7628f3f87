"""The screens of the newsroom open, in both languages, and entities are edited in them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from shpalta.newsroom.models import Outlet, Section, Topic

from .conftest import draft, published, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    return client


def test_the_root_leads_to_the_admin_and_nothing_is_public(client, newsroom):
    assert client.get("/").url == "/admin/"
    article = published(newsroom)
    assert client.get(rows(article)[0][2].path).status_code == 404
    assert client.get("/uploads/images/any.jpg").status_code == 302


@pytest.mark.parametrize("language", ["uk", "en"])
def test_screens_open(browser, newsroom, language):
    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    article = published(newsroom)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:edit", args=[draft(newsroom).pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("newsroom_act", args=[article.pk, "retract"]),
        reverse("newsroom_articles"),
        reverse("wagtailsnippets_newsroom_section:list"),
        reverse("wagtailsnippets_newsroom_section:add"),
        reverse("wagtailsnippets_newsroom_topic:add"),
        reverse("wagtailsnippets_newsroom_contributor:add"),
        reverse("wagtailsnippets_newsroom_credit:add"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
        reverse("wagtailsettings:edit", args=["newsroom", "outlet", newsroom.outlet.pk]),
    ]
    for address in addresses:
        assert browser.get(address).status_code == 200, address


def test_the_form_of_a_new_article_picks_the_shelf(browser, newsroom):
    response = browser.get(reverse("newsroom_new_article"), follow=True)
    assert response.status_code == 200
    assert response.context["parent_page"].pk == newsroom.shelf.pk
    english = browser.get(reverse("newsroom_new_article_in", args=["en"]), follow=True)
    assert english.context["form"].fields["section"].queryset.get() == newsroom.city


def test_a_section_is_made_on_its_screen(browser, newsroom):
    address = reverse("wagtailsnippets_newsroom_section:add")
    given = {"name": "Спорт", "slug": "", "description": "", "colour": "#aa0000", "order": "2"}
    assert browser.post(address, given).status_code == 302
    section = Section.objects.get(name="Спорт")
    act, kind, record = rows()[-1]
    assert (act, kind, record.path) == ("entity", "section", "/section/sport.html")
    address = reverse("wagtailsnippets_newsroom_section:edit", args=[section.pk])
    refused = browser.post(address, given | {"slug": "other"})
    assert refused.status_code == 200
    assert "slug" in refused.context["form"].errors


def test_the_outlet_is_changed_on_its_screen(browser, newsroom):
    languages = [
        {"id": line.pk, "locale": line.locale_id, "footer": "Низ", "ORDER": number}
        for number, line in enumerate(newsroom.outlet.languages.all(), 1)
    ]
    data = nested_form_data(
        {
            "name": "Нова назва",
            "tagline": "",
            "zone": "Europe/Kyiv",
            "email": "",
            "phone": "",
            "address": "",
            "logo": "",
            "accent": "#0b5a4a",
            "languages": inline_formset(languages, initial=len(languages)),
            "accounts": inline_formset([]),
            "menu_lines": inline_formset(
                [
                    {
                        "locale": Locale.objects.get(language_code="uk").pk,
                        "section": newsroom.section.pk,
                        "label": "",
                        "url": "",
                        "ORDER": 1,
                    }
                ]
            ),
            "footer_lines": inline_formset([]),
            "mark": "",
            "robots": "",
            "front_warning_hours": "",
        }
    )
    address = reverse("wagtailsettings:edit", args=["newsroom", "outlet", newsroom.outlet.pk])
    response = browser.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    record = rows(kind="outlet")[-1][2]
    assert record.name == "Нова назва" == Outlet.objects.get().name
    assert record.footer == {"uk": "Низ", "en": "Низ"}
    assert record.menu["uk"][0].section == newsroom.section.uid


def test_a_language_with_sections_stays_and_others_have_none(newsroom):
    newsroom.outlet.languages = [newsroom.outlet.languages.all()[0]]
    with pytest.raises(ValidationError, match="en"):
        newsroom.outlet.save()
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    for model in (Section, Topic):
        with pytest.raises(ValidationError, match="pl"):
            model(name="Miasto", locale=polish).save()
    assert rows(kind="outlet")[-1][2].languages[1].code == "en"


def test_the_main_language_stays_once_something_is_public(browser, newsroom):
    def swap():
        first, second = newsroom.outlet.languages.all()
        second.sort_order, first.sort_order = 0, 1
        newsroom.outlet.languages = [second, first]
        newsroom.outlet.save()

    swap()
    # What is public already is found where the language's addresses now begin.
    assert {record.name: record.path for _, _, record in rows(kind="section")[-2:]} == {
        "Місто": "/uk/section/misto.html",
        "City": "/section/city.html",
    }
    swap()
    assert rows(kind="section")[-2][2].path == "/section/misto.html"
    article = published(newsroom)
    before = rows()
    with pytest.raises(ValidationError):
        swap()
    assert rows() == before
    assert rows(article)[0][2].path == f"/{article.day:%Y/%m/%d}/{article.public_slug}.html"
