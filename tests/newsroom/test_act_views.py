"""Acts as an editor takes them: small forms that end in the act classes."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, streamfield

from shpalta.newsroom.models import Act, Article
from shpalta.newsroom.screens.acts import OFFERS

from .conftest import acts_of, draft, published, rows, stored
from .test_roads import add_url, edit_url, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    client.cookies["django_language"] = "en"
    return client


def act_url(article, kind):
    return reverse("newsroom_act", args=[article.pk, kind])


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def test_retract_and_restore(browser, newsroom):
    article = published(newsroom)
    assert browser.get(act_url(article, "retract")).status_code == 200
    answer = browser.post(
        act_url(article, "retract"), {"public_reason": "Помилка.", "private_reason": "Дзвінок."}
    )
    assert answer.status_code == 302
    assert acts_of(article) == ["publish", "retract"]
    act = Act.objects.get(kind="retract")
    assert (act.public_reason, act.private_reason) == ("Помилка.", "Дзвінок.")
    assert act.who == newsroom.user
    browser.post(act_url(article, "restore"))
    assert acts_of(article) == ["publish", "retract", "restore"]
    assert stored(article).live


def test_a_refusal_is_shown_on_the_form(browser, newsroom):
    article = draft(newsroom)
    answer = browser.post(act_url(article, "retract"), {"public_reason": "a\x00b"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["public_reason"]
    answer = browser.post(act_url(article, "retract"), {})
    assert answer.context["form"].non_field_errors()
    assert rows(kind="article") == []


def test_change_of_address_and_the_next_free_one(browser, newsroom):
    first, second = published(newsroom), published(newsroom)
    taken = stored(first).public_slug
    answer = browser.post(act_url(second, "change-slug"), {"public_slug": taken})
    assert f"{taken}-2" in answer.context["form"].errors["public_slug"][0]
    answer = browser.post(act_url(second, "change-slug"), {"public_slug": "Не Те"})
    assert answer.context["form"].errors["public_slug"]
    answer = browser.post(act_url(second, "change-slug"), {"public_slug": f"{taken}-2"})
    assert answer.status_code == 302
    assert stored(second).public_slug == f"{taken}-2"


def test_backdate(browser, newsroom):
    article = published(newsroom)
    before = timezone.now() - timedelta(days=3)
    answer = browser.post(
        act_url(article, "backdate"), {"published_at": local(timezone.now() + timedelta(days=1))}
    )
    assert answer.context["form"].errors["published_at"]
    assert (
        browser.post(act_url(article, "backdate"), {"published_at": local(before)}).status_code
        == 302
    )
    assert local(stored(article).published_at) == local(before)


def test_embargo_and_schedule(browser, newsroom):
    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    later, sooner = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=1)
    browser.post(act_url(article, "embargo"), {"embargo_until": local(later)})
    assert local(stored(article).embargo_until) == local(later)
    answer = browser.post(act_url(article, "schedule"), {"go_live_at": local(sooner)})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    browser.post(act_url(article, "embargo"), {"embargo_until": ""})
    assert (
        browser.post(act_url(article, "schedule"), {"go_live_at": local(sooner)}).status_code == 302
    )
    assert stored(article).approved_schedule


def test_an_incomplete_article_is_not_scheduled(browser, newsroom):
    article = draft(newsroom)
    article.lead, article.section = "", None
    article.save_revision(user=newsroom.user, clean=False)
    answer = browser.post(
        act_url(article, "schedule"), {"go_live_at": local(timezone.now() + timedelta(days=1))}
    )
    assert len(answer.context["form"].non_field_errors()) == 2
    assert not stored(article).approved_schedule


def test_the_edit_view_offers_what_makes_sense(browser, newsroom):
    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    page = browser.get(edit_url(article)).content.decode()
    assert act_url(article, "schedule") in page
    assert act_url(article, "retract") not in page
    live = published(newsroom)
    page = browser.get(edit_url(live)).content.decode()
    for kind in ("retract", "change-slug", "backdate"):
        assert act_url(live, kind) in page
    assert act_url(live, "restore") not in page
    for theirs in ("unpublish", "move", "copy"):
        assert f"/admin/pages/{live.pk}/{theirs}/" not in page
    assert 'name="significant_change"' in page
    assert page.count('name="action-publish"') == 1


def test_every_act_has_its_own_words(browser, newsroom):
    live = published(newsroom)
    for kind, offer in OFFERS.items():
        page = browser.get(act_url(live, kind))
        assert page.status_code == 200, kind
        assert str(offer.explanation) in page.content.decode().replace("&#x27;", "'")


def test_those_who_may_not_publish_may_not_act(client, newsroom):
    article = published(newsroom)
    client.force_login(get_user_model().objects.create_user("olha", password="x"))
    assert client.post(act_url(article, "retract"), {}).status_code == 302
    assert stored(article).live
    assert client.get(act_url(article, "nothing")).status_code == 302


def test_unknown_acts_are_not_found(browser, newsroom):
    assert browser.get(act_url(published(newsroom), "nothing")).status_code == 404


def test_one_list_names_what_is_missing_and_the_draft_is_kept(browser, newsroom):
    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    revisions = article.revisions.count()
    data = form_of(
        newsroom,
        title="Ще не все",
        lead="",
        section="",
        body=streamfield([]),
        bylines=inline_formset([]),
    )
    answer = browser.post(edit_url(article), data | {"action-publish": "1"})
    assert answer.status_code == 200
    assert len(answer.context["missing"]) == 4
    page = answer.content.decode()
    assert page.count('class="newsroom-missing"') == 1
    assert "Validation error" not in page
    again = stored(article)
    assert not again.live
    assert again.get_latest_revision_as_object().title == "Ще не все"
    assert again.revisions.count() == revisions + 1


def test_a_new_article_that_cannot_be_published_says_why(browser, newsroom):
    data = form_of(newsroom, lead="")
    answer = browser.post(add_url(newsroom), data | {"action-publish": "1"})
    assert [text for _, text in answer.context["missing"]]
    assert not Article.objects.exists()


def test_a_refused_publication_is_no_error_of_the_server(browser, newsroom, monkeypatch):
    from shpalta.newsroom import journaling
    from shpalta.newsroom.errors import PathTaken

    def refuse(page_id, **kwargs):
        if Article.objects.get(pk=page_id).live:
            raise PathTaken("Цю адресу має інша стаття.")

    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    monkeypatch.setattr(journaling, "seal_article", refuse)
    answer = browser.post(edit_url(article), form_of(newsroom) | {"action-publish": "1"})
    assert answer.status_code == 200
    assert ("", "Цю адресу має інша стаття.") in answer.context["missing"]
    assert not stored(article).live


def test_publishing_stays_with_the_article_and_speaks_of_it(browser, newsroom):
    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    answer = browser.post(edit_url(article), form_of(newsroom) | {"action-publish": "1"})
    assert answer.status_code == 302
    assert answer["Location"] == edit_url(article)
    answer = browser.post(add_url(newsroom), form_of(newsroom) | {"action-publish": "1"})
    newest = Article.objects.order_by("-pk").first()
    assert answer["Location"] == edit_url(newest)


def test_the_menu_is_a_newsrooms(browser, newsroom):
    page = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert "/admin/articles/" in page
    assert '"name": "explorer"' not in page
    assert "/admin/sites/" not in page
    assert "/admin/reports/site-history/" not in page
