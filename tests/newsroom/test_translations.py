"""Articles that say the same in other languages: linked by an act, named by both."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from shpalta.newsroom.actions import LinkTranslation, Publish, Retract
from shpalta.newsroom.models import Act
from shpalta.newsroom.shelves import shelf_for

from .conftest import acts_of, assert_journal_is_whole, draft, published, rows, stored

pytestmark = pytest.mark.django_db


def english(room, **fields):
    return {"section": room.city, "shelf": shelf_for(room.en), "locale": room.en, **fields}


def named(article):
    return rows(article)[-1][2].translations


def test_linking_seals_both_as_one_act(newsroom):
    article, other = published(newsroom), published(newsroom, **english(newsroom))
    LinkTranslation(article, other, newsroom.user).execute()
    assert named(article) == {"en": other.slug}
    assert named(other) == {"uk": article.slug}
    act = Act.objects.get(kind="translation")
    assert (act.subject, act.last_position - act.first_position) == (article.slug, 1)
    assert act.who == newsroom.user
    assert_journal_is_whole()


def test_a_draft_is_named_once_it_is_public_and_no_longer_than_that(newsroom):
    article = published(newsroom)
    other = draft(newsroom, **english(newsroom))
    LinkTranslation(other, article, newsroom.user).execute()
    assert named(article) == {}
    Publish(stored(other), newsroom.user).execute()
    assert named(article) == {"en": other.slug}
    assert named(other) == {"uk": article.slug}
    Retract(stored(other), newsroom.user).execute()
    assert named(article) == {}


def test_parting_and_linking_elsewhere_leaves_nobody_behind(newsroom):
    first, second = published(newsroom), published(newsroom)
    other = published(newsroom, **english(newsroom))
    LinkTranslation(other, first, newsroom.user).execute()
    LinkTranslation(stored(other), second, newsroom.user).execute()
    assert named(first) == {}
    assert named(second) == {"en": other.slug}
    LinkTranslation(stored(other), None, newsroom.user).execute()
    assert named(second) == named(other) == {}
    assert acts_of(second) == ["publish", "translation", "translation"]


def test_what_cannot_be_a_translation(newsroom):
    article, same = published(newsroom), published(newsroom)
    other = published(newsroom, **english(newsroom))
    LinkTranslation(article, other, newsroom.user).execute()
    before = len(rows())
    for first, second in ((article, same), (same, other), (article, stored(article))):
        with pytest.raises(ValidationError) as refused:
            LinkTranslation(first, second, newsroom.user).execute()
        assert "other" in refused.value.message_dict
    nobody = get_user_model().objects.create_user("olha")
    with pytest.raises(PermissionDenied):
        LinkTranslation(article, None, nobody).execute()
    assert len(rows()) == before


def test_a_copy_read_before_the_link_does_not_undo_it(newsroom):
    article = published(newsroom)
    stale = stored(article)
    other = published(newsroom, **english(newsroom))
    LinkTranslation(article, other, newsroom.user).execute()
    stale.lead = "Інший лід."
    stale.save()
    assert named(article) == {"en": other.slug}
    stale.save_revision(user=newsroom.user).publish(user=newsroom.user)
    assert named(article) == {"en": other.slug}


def test_the_editor_links_on_a_form(client, newsroom):
    client.force_login(newsroom.user)
    article, other = published(newsroom), published(newsroom, **english(newsroom))
    address = reverse("newsroom_act", args=[article.pk, "translation"])
    assert client.get(address).status_code == 200
    same = client.post(address, {"other": str(article.pk)})
    assert "other" in same.context["form"].errors
    assert client.post(address, {"other": str(other.pk)}).status_code == 302
    assert named(article) == {"en": other.slug}
    assert client.get(address).context["form"]["other"].value() == other.pk
    assert client.post(address, {"other": ""}).status_code == 302
    assert named(article) == {}


def test_it_is_offered_where_there_is_another_language(client, newsroom):
    from shpalta.newsroom.models import Outlet

    client.force_login(newsroom.user)
    article = published(newsroom)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    address = reverse("newsroom_act", args=[article.pk, "translation"])
    assert address in client.get(edit).content.decode()
    newsroom.city.delete()
    outlet = Outlet.objects.get()
    outlet.languages = [line for line in outlet.languages.all() if line.locale == newsroom.uk]
    outlet.save()
    assert address not in client.get(edit).content.decode()
