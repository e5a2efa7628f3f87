"""A hundred thousand articles: no daily screen reads the archive, and none asks more for it.

No clocks: what each statement of a view touches, as the database itself says, and how many there
are. The same over PostgreSQL in a run of its own (`test_scale_postgres.py`).
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from wagtail.models import GroupPagePermission, ReferenceIndex
from wagtail.search.index import insert_or_update_object

from shpalta.newsroom import scheduler
from shpalta.newsroom.models import Article
from shpalta.newsroom.pictures.tasks import enqueue_incomplete
from shpalta.newsroom.screens.searching import found_by_words
from shpalta.newsroom.shelves import root_shelf
from shpalta.newsroom.social import images

from .conftest import make_newsroom, published, stored
from .crowd import crowded
from .plans import asked
from .test_roads import form_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scale")]

HEADLINE = "Міст на ніч закрили, а вдень ні"
LONGEST = 500_000
"""Bytes of a page: a list of all contributors would be longer."""
SIZE = int(os.environ.get("SHPALTA_TEST_CROWD", "100000"))

ROOM: list[Any] = []


def _editor(room):
    """Somebody who may write and publish everything, and is no superuser."""
    user = get_user_model().objects.create_user("olha", password="x")
    group = Group.objects.get(name="Editors")
    for action in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=action)
        GroupPagePermission.objects.get_or_create(group=group, page=root_shelf(), permission=right)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for model in ("section", "topic", "contributor", "series"):
        rights = Permission.objects.filter(content_type__app_label="newsroom")
        group.permissions.add(*rights.filter(codename__endswith=f"_{model}"))
    user.groups.add(group)
    return user


SCREENS = {
    "dashboard": ("wagtailadmin_home", "", 40),
    "articles": ("newsroom_articles", "", 24),
    "second page": ("newsroom_articles", "p=2", 24),
    "search for a frequent word": ("newsroom_articles", "q=міст", 28),
    "search for a rare word": ("newsroom_articles", "q=закрили 471", 28),
    "search for nothing": ("newsroom_articles", "q=немає", 28),
    "of a section": ("newsroom_articles", "section={section}", 26),
    "of an author": ("newsroom_articles", "author={writer}", 26),
    "of a language": ("newsroom_articles", "locale={locale}", 26),
    "of a frequent genre": ("newsroom_articles", "genre=news", 24),
    "of a rare genre": ("newsroom_articles", "genre=gallery", 24),
    "drafts": ("newsroom_articles", "state=draft", 24),
    "scheduled": ("newsroom_articles", "state=scheduled", 24),
    "live": ("newsroom_articles", "state=live", 24),
    "changed": ("newsroom_articles", "state=changed", 24),
    "retracted": ("newsroom_articles", "state=retracted", 24),
    "search in a section": ("newsroom_articles", "section={section}&q=міст", 28),
    "chooser of articles": ("wagtailadmin_choose_page", "page_type=newsroom.article", 24),
    "search in the chooser": ("wagtailadmin_choose_page_search", "q=міст", 24),
    "editor": ("wagtailadmin_pages:edit {young}", "", 80),
    "editor of an old article": ("wagtailadmin_pages:edit {old}", "", 90),
    "new article": ("newsroom_new_article", "", 60),
    "retraction": ("newsroom_act {old} retract", "", 20),
    "translation": ("newsroom_act {old} translation", "", 20),
    "where it is": ("newsroom_where {old}", "", 16),
    "front": ("newsroom_front", "", 30),
    "search on the front": ("newsroom_front", "found=1&q=міст", 20),
    "history": ("wagtailadmin_pages:history {old}", "", 30),
    "sections": ("wagtailsnippets_newsroom_section:list", "", 40),
    "topics": ("wagtailsnippets_newsroom_topic:list", "", 40),
    "search in topics": ("wagtailsnippets_newsroom_topic:list", "q=мости", 30),
    "contributors": ("wagtailsnippets_newsroom_contributor:list", "", 40),
    "usage of a section": ("wagtailsnippets_newsroom_section:usage {section}", "", 30),
    "usage of a contributor": ("wagtailsnippets_newsroom_contributor:usage {writer}", "", 30),
    "chooser of contributors": ("wagtailsnippetchoosers_newsroom_contributor:choose", "", 30),
    "found topics": ("newsroom_find_topics", "q=мости", 16),
    "chooser of entities": ("newsroom_choose_entity", "q=міст", 24),
    "pictures": ("wagtailimages:index", "", 30),
    "search in pictures": ("wagtailimages:index", "q=міст", 34),
    "chooser of pictures": ("wagtailimages_chooser:choose", "", 30),
    "documents": ("wagtaildocs:index", "", 24),
    "workflows": ("wagtailadmin_reports:workflow", "", 24),
    "locked pages": ("wagtailadmin_reports:locked_pages", "", 24),
}
"""The daily screens: where they are, what is asked, and the most statements that they may take."""


class TestScale(TestCase):
    """Django's own class, since it makes the archive once, and takes back what each test stores."""

    room: Any

    @classmethod
    def setUpTestData(cls) -> None:
        folder = tempfile.mkdtemp(prefix="shpalta-scale-")
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.enterClassContext(override_settings(MEDIA_ROOT=folder))
        room = make_newsroom()
        crowded(room, SIZE)
        room.editor = _editor(room)
        room.old = Article.objects.filter(live=True, pk__gt=1000).order_by("pk").first()
        room.young = published(room, title="Щойно", body=[("text", "<p>Так.</p>")])
        ROOM.append(room)
        cls.addClassCleanup(ROOM.clear)

    def setUp(self) -> None:
        # Not an attribute of the class: Django would copy the room for each test.
        self.room = ROOM[0]
        self.browser = Client()
        self.browser.force_login(self.room.user)

    def test_no_screen_of_a_superuser_reads_the_archive(self) -> None:
        self.look_at(SCREENS)

    def test_no_screen_of_an_editor_reads_the_archive(self) -> None:
        self.browser.force_login(self.room.editor)
        self.look_at(SCREENS)

    def look_at(self, screens: Iterable[str]) -> None:
        wrong = {screen: found for screen in screens if (found := self.wrong_with(screen))}
        assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())

    def wrong_with(self, screen: str) -> str:
        place, query, most = SCREENS[screen]
        known = self.known()
        name, *numbers = place.format(**known).split()
        url = reverse(name, args=numbers)
        self.browser.get(url, follow=True)  # what a process asks once
        with asked() as statements:
            answer = self.browser.get(f"{url}?{query.format(**known)}", follow=True)
        if answer.status_code != 200:
            return f"answers {answer.status_code}"
        if len(answer.content) > LONGEST:
            return f"{len(answer.content)} bytes"
        if offences := statements.offences():
            return "\n".join(offences)
        return f"{len(statements)} statements" if len(statements) > most else ""

    def known(self) -> dict[str, int]:
        """What addresses of screens name."""
        room = self.room
        return {
            "section": room.section.pk,
            "writer": room.writer.pk,
            "locale": room.uk.pk,
            "young": room.young.pk,
            "old": room.old.pk,
        }

    def test_no_draft_reads_the_archive(self) -> None:
        self.save({}, most=90)
        assert stored(self.room.young).has_unpublished_changes

    def test_no_publication_reads_the_archive(self) -> None:
        self.save({"action-publish": "1"}, most=170)
        assert stored(self.room.young).title == HEADLINE

    def save(self, button: dict[str, str], most: int) -> None:
        url = reverse("wagtailadmin_pages:edit", args=[self.room.young.pk])
        with asked() as statements:
            answer = self.browser.post(url, form_of(self.room, title=HEADLINE) | button)
        assert answer.status_code == 302
        assert not statements.offences(), "\n".join(statements.offences())
        assert len(statements) <= most, statements.listing()

    def test_what_comes_after_a_save_does_not_read_the_archive(self) -> None:
        """The worker's part: the index of searches and that of references."""
        article = stored(self.room.young)
        with asked() as statements:
            insert_or_update_object(article)
            ReferenceIndex.create_or_update_for_object(article)
        assert not statements.offences(), "\n".join(statements.offences())
        assert len(statements) <= 40, statements.listing()

    def test_neither_the_schedule_nor_a_start_reads_the_archive(self) -> None:
        with asked() as statements:
            scheduler.sweep_unsealed()
            scheduler.run_due()
            scheduler._seconds_to_next()
            images.without_image(200)
            enqueue_incomplete()
        assert not statements.offences(), "\n".join(statements.offences())

    def test_reports_that_read_everything_lead_to_the_list(self) -> None:
        for name in ("site_history", "aging_pages", "page_types_usage"):
            answer = self.browser.get(reverse(f"wagtailadmin_reports:{name}"))
            assert (answer.status_code, answer["Location"]) == (302, reverse("newsroom_articles"))

    def test_searches_find_the_old_and_the_new(self) -> None:
        """The bounds leave out nothing that a search for few would find."""
        whole = Article.objects.all()
        assert found_by_words(whole, "щойно").count() == 1
        titles = list(found_by_words(whole, "закрили 471").values_list("title", flat=True))
        assert len(titles) >= 10
        assert all("471" in title for title in titles)
        assert found_by_words(whole, "міст").count() >= 500
