"""What editors do, through the product's own acts and models; and what must come of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Collection, Locale, Page

from shpalta.newsroom import setup
from shpalta.newsroom.actions import EntityChange, Publish, Restore, Schedule
from shpalta.newsroom.actions.base import EditorialAct
from shpalta.newsroom.models import (
    Address,
    Article,
    Byline,
    Contributor,
    Credit,
    DocumentFile,
    FreePage,
    Picture,
    Section,
    Series,
    Topic,
    Unsealed,
)
from shpalta.newsroom.pictures.tasks import encode_picture
from shpalta.newsroom.scheduler import run_due, sweep_unsealed
from shpalta.newsroom.shelves import shelf_for
from shpalta.press.api import journal
from tests.laws.newsroom_copies import KINDS, Bodies, Shape, Story, some
from tests.laws.newsroom_house import House
from tests.laws.newsroom_laws import words_in
from tests.newsroom import drawn


@dataclass
class Memory:
    """What editors know besides the database."""

    words: int = 0
    stories: list[Story] = field(default_factory=list)


def embargoed(*moments: datetime | None, now: datetime) -> bool:
    return any(moment is not None and moment > now for moment in moments)


def stopped(article: Article, *more: datetime | None, now: datetime) -> bool:
    """Whether it may not be public: an embargo holds, or another stands where it would."""
    if embargoed(article.embargo_until, *more, now=now):
        return True
    others = Address.objects.filter(path=article.imported_path).exclude(article=article.pk)
    return others.exclude(state=Address.State.MOVED).exists()


class Editors(Bodies):
    """A newsroom's people; each step moves the clock, so that no two things happen at once."""

    def __init__(self, house: House) -> None:
        known = house.ground.memory or Memory()
        self.house, self.words = house, known.words
        self.stories = [Story(s.pk, s.uid, s.language, s.public) for s in known.stories]
        self.user: Any = get_user_model().objects.filter(username="editor").first()

    def expected(self) -> dict[str, str]:
        return {story.uid: story.public for story in self.stories}

    def word(self) -> str:
        self.words += 1
        return f"ґудзик{self.words:04d}"

    @property
    def now(self) -> datetime:
        self.house.clock.wait(seconds=1)
        return self.house.clock.moment

    # -- a newsroom to begin with -----------------------------------------------------------------

    def found(self) -> None:
        """Outlet, sections, topics, people, pictures with all their files, a document."""
        if not Page.objects.filter(depth=1).exists():
            # Another test with real transactions has emptied every table.
            uk = Locale.objects.get_or_create(language_code="uk")[0]
            Page.add_root(title="Root", slug="root", locale=uk)
        if not Collection.objects.exists():
            Collection.add_root(name="Root")
        setup.init(
            name="Надріччя",
            languages=("uk", "en"),
            zone="Europe/Kyiv",
            sections=("Місто", "Спорт"),
            user="editor",
            password="a secret word",
        )
        self.user = get_user_model().objects.get(username="editor")
        english = Locale.objects.get(language_code="en")
        main = Locale.objects.get(language_code="uk")
        self.change(Section(name="City", locale=english))
        for name, locale in (("Мости", main), ("Ціни", main), ("Bridges", english)):
            self.change(Topic(name=name, locale=locale))
        for name, locale in (("Дев’ять мостів", main), ("Nine bridges", english)):
            self.change(Series(name=name, locale=locale))
        for name in ("Ірина Гай", "Олег Став"):
            self.change(Contributor(name=name, bio="Пише про місто."))
        self.change(Credit(name="Агентство", kind="agency", url="https://example.net/"))
        for width in (64, 80):
            self.picture_with_all_files(width)
        self.document()
        self.page("uk", Shape(kinds=("text", "picture")))

    def page(self, language: str, shape: Shape, **fields: Any) -> FreePage:
        """A free page, public at once."""
        word = self.word()
        made = FreePage(
            title=f"Сторінка {word}",
            lead=f"Про {word}.",
            locale=Locale.objects.get(language_code=language),
            body=json.dumps(self.body(shape, word)),
            **fields,
        )
        self.change(made)
        return made

    def picture_with_all_files(self, width: int) -> Picture:
        picture = self.picture(width)
        encode_picture.call(picture.pk)
        return picture

    def picture(self, width: int) -> Picture:
        """A picture as it is right after its upload: one file."""
        data = drawn.jpeg(width, 40)
        picture = Picture(
            title=f"Знімок {width}",
            file=ContentFile(data, name=f"p{width}.jpg"),
            description="Міст над річкою",
            credit=Credit.objects.order_by("pk").first(),
            uploaded_by_user=self.user,
        )
        self.change(picture)
        return picture

    def document(self) -> DocumentFile:
        word = self.word()
        made = DocumentFile(title=f"Кошторис {word}", file=ContentFile(word.encode(), "a.txt"))
        self.change(made)
        return made

    # -- doing ------------------------------------------------------------------------------------

    def change(self, entity: Any) -> None:
        self.house.clock.wait(seconds=1)
        EntityChange(entity, self.user).execute()

    def attempt(self, act: EditorialAct | Callable[[], Any]) -> bool:
        """Do it; whether it was done. What is refused leaves nothing behind."""
        self.house.clock.wait(seconds=1)
        before = journal.last_position(self.house.rows)
        try:
            act.execute() if isinstance(act, EditorialAct) else act()
        except ValidationError:
            assert journal.last_position(self.house.rows) == before
            return False
        return True

    # -- copies -----------------------------------------------------------------------------------

    def write(self, shape: Shape, language: str = "uk", **fields: Any) -> Story:
        """A complete draft that nobody may see."""
        locale = Locale.objects.get(language_code=language)
        article = Article(title="", locale=locale, live=False, **fields)
        self.fill(article, shape)
        shelf_for(locale).add_child(instance=article)
        article.save_revision(user=self.user)
        story = Story(article.pk, article.uid, language)
        self.stories.append(story)
        return story

    def edit(self, story: Story, shape: Shape, *, matters: bool = False) -> str:
        """A newer draft; its word."""
        self.house.clock.wait(seconds=1)
        copy = story.article.get_latest_revision_as_object()
        word = self.fill(copy, shape)
        copy.significant_change = matters
        copy.save_revision(user=self.user)
        return word

    def fill(self, article: Article, shape: Shape) -> str:
        word, locale = self.word(), article.locale
        article.title = f"Новина {word}: «міст» & <річка>"
        article.short_headline = f"Коротко {word}" if shape.short else ""
        article.lead = f"Лід {word}, і все."
        # What shows no pictures is no gallery, and would be refused.
        article.genre = (
            shape.genre if shape.genre != "gallery" or "gallery" in shape.kinds else "news"
        )
        parts = list(Series.objects.filter(locale=locale).order_by("pk"))
        article.series = some(parts, shape.series) if parts and shape.series is not None else None
        article.part = shape.part if article.series else None
        article.dateline = f"Надріччя {word}" if shape.short else ""
        article.section = some(Section.objects.filter(locale=locale).order_by("pk"), shape.section)
        topics = list(Topic.objects.filter(locale=locale).order_by("pk"))
        article.topics = list({some(topics, n) for n in shape.topics}) if topics else []
        people = list(Contributor.objects.order_by("pk"))
        chosen = dict.fromkeys(some(people, number) for number in (*shape.people, *[0])[:3])
        article.bylines = [
            Byline(contributor=person, role=role)
            for person, role in zip(chosen, ("author", "photographer", "editor"), strict=False)
        ]
        pictures = Picture.objects.order_by("pk")
        article.picture = None if shape.picture is None else some(pictures, shape.picture)
        article.picture_alt = f"Опис {word}"
        article.body = json.dumps(self.body(shape, word))
        return word

    # -- publishing -------------------------------------------------------------------------------

    def publish(self, story: Story, act: Callable[..., Publish] = Publish) -> bool:
        """Publish or restore the newest copy; whether readers shall see it."""
        article, now = story.article, self.now
        copy = article.get_latest_revision_as_object()
        word = next(iter(words_in(copy.lead)))
        later = embargoed(copy.go_live_at, now=now)
        bound = not later and stopped(article, copy.embargo_until, now=now)
        refused = bound or (act is Restore and (article.live or article.day is None))
        assert self.attempt(act(article, self.user)) != refused
        if refused:
            return False
        if not later:
            story.public = word
        elif not article.live_revision_id:
            # Wagtail takes what no revision made public off the site when it schedules one.
            story.public = ""
        return not later

    def schedule(self, story: Story, at: datetime) -> None:
        article, now = story.article, self.now
        refused = at <= now or embargoed(article.embargo_until, now=at)
        assert self.attempt(Schedule(article, at, self.user)) != refused
        if not refused and not article.live_revision_id:
            story.public = ""

    def story_of(self, number: int) -> Story | None:
        return next((story for story in self.stories if story.pk == number), None)

    def run_due(self) -> None:
        """What falls due: expiries, then publications that no embargo holds."""
        now = self.now
        gone = Page.objects.filter(live=True, expire_at__lte=now).values_list("pk", flat=True)
        expired = {number for number in gone if self.story_of(number)}
        for story in self.stories:
            if story.pk in expired:
                story.public = ""
                continue
            article = story.article
            due = article.revisions.filter(approved_go_live_at__lte=now).order_by("pk").last()
            if due is not None:
                copy = due.as_object()
                if not stopped(article, copy.embargo_until, now=now):
                    story.public = next(iter(words_in(copy.lead)))
        run_due()

    def sweep(self) -> None:
        """What saves past our code have changed is sealed, unless an embargo holds it."""
        now = self.now
        for number in Unsealed.objects.values_list("page_id", flat=True):
            story = self.story_of(number)
            if story is None:
                continue
            article = story.article
            if not article.live:
                story.public = ""
            elif story.public or not stopped(article, now=now):
                story.public = next(iter(words_in(article.lead)))
        sweep_unsealed()
        for article in Article.objects.filter(pk__in=Unsealed.objects.values("page_id")):
            assert stopped(article, now=now)

    def wait(self, **time: float) -> None:
        """Time passes, and the scheduler does its work."""
        self.house.clock.wait(**time)
        self.run_due()
        self.sweep()

    def chosen(self, number: int, *, live: bool | None = None) -> Story:
        return some(self.those(live=live), number)

    def those(self, *, live: bool | None = None) -> Sequence[Story]:
        """Stories that are public, or were once and are not, or all."""
        if live is None:
            return self.stories
        if live:
            return [story for story in self.stories if story.public]
        return [s for s in self.stories if not s.public and s.article.day and not s.article.live]


HOUR = timedelta(hours=1)
__all__ = ["HOUR", "KINDS", "Editors", "Memory", "Shape", "Story", "some", "stopped"]
