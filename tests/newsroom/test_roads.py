"""Every road in and out of the public, as Wagtail has them: each ends in the journal, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Task, Workflow, WorkflowTask
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from shpalta.newsroom.actions import Publish
from shpalta.newsroom.errors import SealingRefused, ShelfRefused
from shpalta.newsroom.models import Act, Article, Unsealed
from shpalta.newsroom.scheduler import run_due, sweep_unsealed

from .conftest import (
    acts_of,
    assert_journal_is_whole,
    draft,
    nothing_unsealed,
    published,
    rows,
    stored,
)

pytestmark = pytest.mark.django_db

DRAFTAIL = '{"blocks":[{"key":"a","text":"Так.","type":"unstyled"}],"entityMap":{}}'


def form_of(room, **changes):
    """The editor's form as a browser sends it."""
    data = {
        "title": "Міст відкрили",
        "lead": "Рух відновлено.",
        "picture": "",
        "picture_alt": "",
        "picture_caption": "",
        "body": streamfield(
            [("text", '{"blocks":[{"key":"a","text":"Так.","type":"unstyled"}],"entityMap":{}}')]
        ),
        "bylines": inline_formset([{"contributor": str(room.writer.pk), "role": "author"}]),
        "section": str(room.section.pk),
        "genre": "news",
        "short_headline": "",
        "dateline": "",
        "public_slug": "",
        "embargo_until": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        **changes,
    }
    return {**nested_form_data(data), "topics": [str(room.topic.pk)]}


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    return client


def add_url(room):
    return reverse("wagtailadmin_pages:add", args=["newsroom", "article", room.shelf.pk])


def edit_url(article):
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


# --- roads in


def test_create_view_publishes(browser, newsroom):
    response = browser.post(add_url(newsroom), form_of(newsroom) | {"action-publish": "1"})
    assert response.status_code == 302, response.content.decode()[:3000]
    article = Article.objects.get()
    assert acts_of(article) == ["publish"]
    record = rows(article)[0][2]
    assert record.headline == "Міст відкрили"
    assert record.topics == (newsroom.topic.uid,)
    assert record.path.endswith("/mist-vidkryly.html")
    assert Act.objects.get(kind="publish").who == newsroom.user
    assert nothing_unsealed()
    assert_journal_is_whole()


def test_create_view_saves_an_incomplete_draft_and_seals_nothing(browser, newsroom):
    response = browser.post(
        add_url(newsroom),
        form_of(newsroom, lead="", section="", bylines=inline_formset([]), body=streamfield([])),
    )
    assert response.status_code == 302, response.content.decode()[:3000]
    assert not Article.objects.get().live
    assert rows(kind="article") == []
    assert nothing_unsealed()


def test_create_view_names_everything_that_is_missing(browser, newsroom):
    data = form_of(newsroom, lead="", section="", bylines=inline_formset([]), body=streamfield([]))
    response = browser.post(add_url(newsroom), data | {"action-publish": "1"})
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert set(errors) >= {"lead", "section", "body"}
    assert "__all__" in errors  # the byline has no field of its own
    assert not Article.objects.exists()
    assert rows(kind="article") == []


def test_create_view_schedules_without_a_moment_in_public(browser, newsroom):
    soon = timezone.now() + timedelta(hours=2)
    data = form_of(newsroom, go_live_at=timezone.localtime(soon).strftime("%Y-%m-%d %H:%M"))
    response = browser.post(add_url(newsroom), data | {"action-publish": "1"})
    assert response.status_code == 302, response.content.decode()[:3000]
    article = Article.objects.get()
    assert not article.live
    assert article.approved_schedule
    assert rows(kind="article") == []
    assert run_due(soon + timedelta(minutes=1)).failed == {}
    # Wagtail asks the clock itself: what is due in the future is not published by asking early.
    assert rows(kind="article") == []


def test_edit_view_publishes_a_draft_and_then_a_change(browser, newsroom):
    article = draft(newsroom)
    article.save_revision()
    browser.post(edit_url(article), form_of(newsroom) | {"action-publish": "1"})
    assert acts_of(article) == ["publish"]
    browser.post(edit_url(article), form_of(newsroom, lead="Інакше.") | {"action-publish": "1"})
    assert acts_of(article) == ["publish", "change"]
    assert rows(article)[-1][2].changed == ""
    browser.post(
        edit_url(article),
        form_of(newsroom, lead="Зовсім інакше.", significant_change="on") | {"action-publish": "1"},
    )
    assert rows(article)[-1][2].changed
    assert not stored(article).significant_change
    assert nothing_unsealed()


def test_a_draft_of_a_live_article_stays_a_draft(browser, newsroom):
    article = published(newsroom)
    before = rows()
    browser.post(edit_url(article), form_of(newsroom, lead="Таємниця."))
    assert rows() == before
    # The draft is in memory while Wagtail saves the page's own columns: it must not leak.
    again = stored(article).get_latest_revision_as_object()
    assert again.lead == "Таємниця."
    again.save_revision(user=newsroom.user)
    assert rows() == before
    stored(article).save()
    assert rows() == before


def test_shell_save_and_add_child(newsroom):
    article = draft(newsroom, live=True)
    assert acts_of(article) == ["publish"]
    article.lead = "Інакше."
    article.save()
    assert acts_of(article) == ["publish", "change"]
    article.save()
    assert acts_of(article) == ["publish", "change"]
    assert nothing_unsealed()


def test_workflow_approval(newsroom):
    task = Task.objects.create(name="Перевірка")
    workflow = Workflow.objects.create(name="Звичайний")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    article = draft(newsroom)
    article.save_revision(user=newsroom.user)
    state = workflow.start(article, newsroom.user)
    assert rows(article) == []
    state.current_task_state.approve(user=newsroom.user)
    assert acts_of(article) == ["publish"]
    assert nothing_unsealed()


def test_bulk_publish(browser, newsroom):
    articles = [draft(newsroom), draft(newsroom)]
    for article in articles:
        article.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "?" + "&".join(f"id={article.pk}" for article in articles)
    assert browser.post(url + query).status_code == 302
    assert [acts_of(article) for article in articles] == [["publish"], ["publish"]]
    assert nothing_unsealed()


def test_schedule_that_falls_due(newsroom):
    article = draft(newsroom)
    revision = article.save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    report = run_due()
    assert report.published == [article.title]
    assert acts_of(article) == ["publish"]
    assert nothing_unsealed()


def test_one_bad_revision_does_not_stop_the_rest(newsroom):
    past = timezone.now() - timedelta(minutes=1)
    bad, good = draft(newsroom, lead=""), draft(newsroom)
    for number, article in enumerate((bad, good)):
        revision = article.save_revision(clean=False)
        revision.approved_go_live_at = past + timedelta(seconds=number)
        revision.save()
    report = run_due()
    assert report.published == [good.title]
    assert list(report.failed) == [bad.title]
    assert stored(bad).problem
    assert not stored(bad).live
    assert acts_of(bad) == []
    assert nothing_unsealed()


def test_queryset_update_is_caught_by_the_sweep(newsroom):
    article = draft(newsroom)
    Page.objects.filter(pk=article.pk).update(live=True)
    assert Unsealed.objects.filter(page_id=article.pk).exists()
    assert sweep_unsealed().sealed == 1
    assert acts_of(article) == ["publish"]
    Page.objects.filter(pk=article.pk).update(live=False)
    sweep_unsealed()
    assert acts_of(article) == ["publish", "retract"]
    assert nothing_unsealed()


def test_what_the_sweep_cannot_seal_is_named_and_stays(newsroom):
    article = draft(newsroom, lead="")
    Page.objects.filter(pk=article.pk).update(live=True)
    report = sweep_unsealed()
    assert report.failed
    assert stored(article).problem
    assert Unsealed.objects.get(page_id=article.pk).error
    assert acts_of(article) == []


# --- roads out


def test_admin_unpublish(browser, newsroom):
    article = published(newsroom)
    asked = browser.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
    assert acts_of(article) == ["publish"]
    browser.post(asked["Location"])
    assert acts_of(article) == ["publish", "retract"]
    assert rows(article)[-1][2] is None
    gone = rows(kind="redirect")[-1][2]
    assert gone.gone
    assert gone.path == rows(article)[0][2].path
    assert stored(article).private_reason
    assert nothing_unsealed()


def test_bulk_unpublish(browser, newsroom):
    article = published(newsroom)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    browser.post(f"{url}?id={article.pk}")
    assert not stored(article).live
    assert acts_of(article) == ["publish", "retract"]
    assert nothing_unsealed()


def test_expiry_by_the_scheduler_and_by_the_base_page(newsroom):
    first, second = published(newsroom), published(newsroom)
    for article in (first, second):
        Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    Page.objects.get(pk=second.pk).unpublish(set_expired=True)
    assert acts_of(second) == ["publish", "expire"]
    assert run_due().expired == [first.title]
    assert acts_of(first) == ["publish", "expire"]
    assert nothing_unsealed()


def test_shell_unpublish(newsroom):
    article = published(newsroom)
    article.live = False
    article.save()
    assert acts_of(article) == ["publish", "retract"]
    assert nothing_unsealed()


# --- refused roads


def test_aliases_copies_and_moves_are_refused(newsroom):
    article = published(newsroom)
    with pytest.raises(ShelfRefused):
        article.create_alias()
    with pytest.raises(ShelfRefused):
        article.copy()
    with pytest.raises(ShelfRefused):
        article.move(newsroom.shelf, "last-child")
    with pytest.raises(ShelfRefused):
        article.delete()
    with pytest.raises(ShelfRefused):
        newsroom.shelf.delete()
    assert Article.objects.count() == 1


def test_a_live_copy_by_the_action_itself_is_refused(newsroom):
    from wagtail.actions.copy_page import CopyPageAction

    article = published(newsroom)
    before = rows()
    with pytest.raises(ValidationError):
        CopyPageAction(article, update_attrs={"slug": "copy-of-it"}, user=newsroom.user).execute(
            skip_permission_checks=True
        )
    assert rows() == before


def test_an_alias_by_the_action_itself_is_refused(newsroom):
    from wagtail.actions.create_alias import CreatePageAliasAction

    article = published(newsroom)
    with pytest.raises(ValidationError):
        CreatePageAliasAction(article, update_slug="alias").execute()
    assert Article.objects.count() == 1


def test_deletion_by_a_queryset_is_refused(newsroom):
    from django.db.models import ProtectedError

    article = published(newsroom)
    for query in (Article.objects.filter(pk=article.pk), Page.objects.filter(pk=article.pk)):
        with pytest.raises(ProtectedError):
            query.delete()
    kept = draft(newsroom)
    kept.delete()
    assert list(Article.objects.values_list("pk", flat=True)) == [article.pk]


def test_private_pages_are_refused(newsroom):
    article = published(newsroom)
    with pytest.raises(SealingRefused):
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    with pytest.raises(SealingRefused):
        PageViewRestriction.objects.create(page=newsroom.shelf, restriction_type="login")


@pytest.mark.parametrize("road", ["delete", "move", "copy"])
def test_admin_views_refuse(browser, newsroom, road):
    article = published(newsroom)
    response = browser.get(reverse(f"wagtailadmin_pages:{road}", args=[article.pk]))
    assert response.status_code in (302, 403)


def test_a_failed_sealing_takes_the_publication_back(newsroom, monkeypatch):
    from shpalta.newsroom import journaling

    article = draft(newsroom)
    revision = article.save_revision()

    def fails(*args, **kwargs):
        raise RuntimeError("the journal is away")

    monkeypatch.setattr(journaling.journal, "append", fails)
    with pytest.raises(RuntimeError):
        revision.publish()
    assert not stored(article).live
    assert acts_of(article) == []
    assert nothing_unsealed()


def test_republishing_the_same_seals_nothing(newsroom):
    article = published(newsroom)
    article.save_revision().publish()
    Publish(article, newsroom.user).execute()
    assert acts_of(article) == ["publish"]


def test_rich_text_in_the_body(newsroom):
    article = published(
        newsroom, body=[("text", RichText("<p>Слово <b>важить</b>.</p>")), ("divider", None)]
    )
    blocks = rows(article)[0][2].body
    assert [block.__struct_config__.tag for block in blocks] == ["text", "divider"]


def test_a_draft_on_its_way_does_not_take_a_publication_back(browser, newsroom):
    """An autosave that read the draft before the publication and arrives after it."""
    article = draft(newsroom)
    article.save_revision()
    early = stored(article)
    from_revision = stored(article).get_latest_revision_as_object()
    browser.post(edit_url(article), form_of(newsroom) | {"action-publish": "1"})
    for stale in (early, from_revision):
        stale.lead = "Чернетка."
        with pytest.raises(SealingRefused):
            stale.save()
    assert stored(article).live
    assert acts_of(article) == ["publish"]
    again = stored(article)
    again.unpublish()
    assert acts_of(article) == ["publish", "retract"]
