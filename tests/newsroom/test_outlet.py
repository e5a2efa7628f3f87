"""What the outlet and contributors say of themselves, and what they may not say."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from shpalta.newsroom.models import Contributor, ContributorAccount, Outlet
from shpalta.newsroom.robots import robots_lines
from shpalta.records import Account

from .conftest import rows

pytestmark = pytest.mark.django_db


def outlet_with(**fields):
    outlet = Outlet.objects.get()
    for name, value in fields.items():
        setattr(outlet, name, value)
    outlet.full_clean()
    outlet.save()
    return rows(kind="outlet")[-1][2]


def test_mark_and_robots_are_sealed_and_the_hours_are_not(newsroom):
    robots = "# наш рядок\r\nUser-agent: GreedyBot\r\nDisallow: /\r\n"
    record = outlet_with(mark="Нд", robots=robots)
    assert record.mark == "Нд"
    assert record.robots == "# наш рядок\nUser-agent: GreedyBot\nDisallow: /"
    before = len(rows())
    outlet_with(front_warning_hours=6)
    assert len(rows()) == before


@pytest.mark.parametrize("mark", ["<", "а.", "  ", "абв", "\u202eа"])
def test_a_mark_is_one_or_two_letters(newsroom, mark):
    with pytest.raises(ValidationError) as refused:
        outlet_with(mark=mark)
    assert "mark" in refused.value.message_dict


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow: /admin\nAllow: /\nCrawl-delay: 10",
        "sitemap: https://example.org/other.xml",
        "  # слово",
        "Disallow:",
    ],
)
def test_lines_that_robots_know(text):
    robots_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Noindex: /",
        "Disallow /",
        "<script>",
        "Disallow: /\rAllow: /",
        "Disallow: /\x0bAllow: /",
        "Disallow: /\x85Allow: /",
        "Disallow: /\u2028Allow: /",
        "# слово\u2029Disallow: /",
        "Disallow: /\x00",
        "Disallow: /\u202e",
        ": /",
    ],
)
def test_lines_that_are_refused(newsroom, text):
    with pytest.raises(ValidationError) as refused:
        outlet_with(robots=f"User-agent: *\n{text}")
    assert "robots" in refused.value.message_dict


def test_front_hours_are_one_or_more_or_none(newsroom):
    outlet_with(front_warning_hours=None)
    with pytest.raises(ValidationError):
        outlet_with(front_warning_hours=0)


def test_what_a_contributor_says_is_sealed(newsroom):
    person = newsroom.writer
    person.expertise = " транспорт ,  міський\u00a0бюджет,, транспорт"
    person.languages = "uk, en,crh"
    person.email = "iryna@example.org"
    person.accounts = [ContributorAccount(network="Mastodon", url="https://social.example/@i")]
    person.full_clean()
    person.save()
    record = rows(kind="contributor")[-1][2]
    assert record.expertise == ("транспорт", "міський бюджет")
    assert record.languages == ("uk", "en", "crh")
    assert record.email == "iryna@example.org"
    assert record.accounts == (Account("Mastodon", "https://social.example/@i"),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("languages", "українська"),
        ("languages", "uk, xx-yy-zz-1"),
        ("languages", "uk; en"),
        ("email", "нема"),
        ("expertise", "а\x00"),
    ],
)
def test_what_a_contributor_may_not_say(newsroom, field, value):
    setattr(newsroom.writer, field, value)
    with pytest.raises(ValidationError) as refused:
        newsroom.writer.full_clean()
    assert field in refused.value.message_dict


def test_an_account_leads_to_the_web(newsroom):
    account = ContributorAccount(network="X", url="javascript:alert(1)")
    with pytest.raises(ValidationError):
        account.full_clean(exclude=["contributor"])


def test_a_contributor_is_written_on_its_screen(client, newsroom):
    client.force_login(newsroom.user)
    given = {
        "name": "Остап Вір",
        "slug": "",
        "role": "репортер",
        "bio": "",
        "picture": "",
        "expertise": "мости, річка",
        "languages": "uk",
        "email": "ostap@example.org",
        "accounts": inline_formset([{"network": "Telegram", "url": "https://t.me/x"}]),
        "user": "",
    }
    address = reverse("wagtailsnippets_newsroom_contributor:add")
    assert client.post(address, nested_form_data(given)).status_code == 302
    act, kind, record = rows()[-1]
    assert (act, kind, record.name) == ("entity", "contributor", "Остап Вір")
    assert record.expertise == ("мости", "річка")
    assert record.accounts == (Account("Telegram", "https://t.me/x"),)
    assert len([row for row in rows(kind="contributor") if row[2].name == "Остап Вір"]) == 1
    edit = reverse(
        "wagtailsnippets_newsroom_contributor:edit",
        args=[Contributor.objects.get(name="Остап Вір").pk],
    )
    assert client.get(edit).status_code == 200
