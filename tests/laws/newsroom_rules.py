"""What may happen to articles in any order: each rule a step of editors, with its outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from wagtail.models import Locale, Page

from shpalta.newsroom.actions import (
    ArrangeFront,
    Backdate,
    ChangeSlug,
    Embargo,
    LinkTranslation,
    Publish,
    Restore,
    Retract,
    Schedule,
)
from shpalta.newsroom.arrangement import arranged
from shpalta.newsroom.social import images
from tests.laws.newsroom_house import Ground, House
from tests.laws.newsroom_steps import HOUR, KINDS, Editors, Shape, Story, some, stopped

Rule = TypeVar("Rule", bound=Callable[..., Any])
COVERED: dict[str, tuple[type, ...]] = {}


def does(*acts: type) -> Callable[[Rule], Rule]:
    """Marks a rule with the acts that it takes; every rule has a mark."""

    def mark(function: Rule) -> Rule:
        COVERED[function.__name__] = acts
        return function

    return mark


pick = st.integers(0, 60)
pair = st.lists(st.integers(0, 2), max_size=2, unique=True).map(tuple)
shapes = st.builds(
    Shape,
    section=st.integers(0, 1),
    topics=pair,
    people=pair,
    genre=st.sampled_from(["news", "report", "opinion", "interview", "gallery", "advertising"]),
    picture=st.none() | st.integers(0, 3),
    kinds=st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
    other=pick,
    short=st.booleans(),
    series=st.none() | st.integers(0, 2),
    part=st.none() | st.integers(1, 4),
)


class Articles(RuleBasedStateMachine):
    """A newspaper and its articles."""

    ground: ClassVar[Ground]

    def __init__(self) -> None:
        super().__init__()
        self.house = House(self.ground)
        self.editors = Editors(self.house)
        self.fragile = ""
        """A word that the theme in force cannot draw."""
        self.sound = True
        """Nothing has failed so far: a teardown must not hide what did."""

    def some(self, number: int, *, live: bool | None = None) -> Story:
        return self.editors.chosen(number, live=live)

    def alive(self) -> bool:
        return bool(self.editors.those(live=True))

    def retracted(self) -> bool:
        return bool(self.editors.those(live=False))

    def do(self, act: Any) -> bool:
        return self.editors.attempt(act)

    def held_back(self, story: Story) -> bool:
        """Whether a save past our code has made live what readers may not see."""
        article = story.article
        return article.live and stopped(article, now=self.house.clock.moment)

    # -- writing and publishing -------------------------------------------------------------------

    @does()
    @rule(shape=shapes, language=st.sampled_from(["uk", "uk", "en"]))
    def write_a_draft(self, shape: Shape, language: str) -> None:
        self.editors.write(shape, language)

    @does()
    @rule(number=pick, shape=shapes)
    def edit_a_draft(self, number: int, shape: Shape) -> None:
        self.editors.edit(self.some(number), shape)

    @does(Publish)
    @rule(number=pick)
    def publish(self, number: int) -> None:
        self.editors.publish(self.some(number))

    @does(Publish)
    @rule(shape=shapes, language=st.sampled_from(["uk", "uk", "en"]))
    def publish_news(self, shape: Shape, language: str) -> None:
        assert self.editors.publish(self.editors.write(shape, language))

    @does(Publish)
    @precondition(alive)
    @rule(number=pick, shape=shapes, matters=st.booleans())
    def publish_a_change(self, number: int, shape: Shape, matters: bool) -> None:
        story = self.some(number, live=True)
        self.editors.edit(story, shape, matters=matters)
        self.editors.publish(story)

    @does(Publish)
    @rule(missing=st.sampled_from(["title", "lead", "section", "body", "bylines"]))
    def publish_what_is_not_complete(self, missing: str) -> None:
        story = self.editors.write(Shape())
        copy = story.article
        setattr(copy, missing, {"section": None, "body": "[]", "bylines": []}.get(missing, ""))
        copy.save_revision(user=self.editors.user, clean=False)
        assert not self.do(Publish(story.article, self.editors.user))
        self.editors.edit(story, Shape())

    @does(Publish)
    @rule(shape=shapes, past=st.integers(0, 2))
    def publish_two_of_one_name(self, shape: Shape, past: int) -> None:
        for _ in range(2):
            story = self.editors.write(shape)
            if past:
                moment = self.editors.now - timedelta(days=past)
                assert self.do(Backdate(story.article, moment, self.editors.user))
            copy = story.article.get_latest_revision_as_object()
            copy.title = "Однакова назва"
            copy.save_revision()
            assert self.editors.publish(story)
        assert story.article.public_slug != "odnakova-nazva"

    @does(Publish)
    @rule(shape=shapes, days=st.integers(0, 700), path=st.integers(0, 3))
    def publish_from_an_archive(self, shape: Shape, days: int, path: int) -> None:
        """With the moment and the path it had; two may want one path."""
        moment = self.editors.now - timedelta(days=days)
        where = f"/stare/{path}.html"
        story = self.editors.write(shape, imported_path=where, published_at=moment)
        self.editors.publish(story)

    @does(Publish)
    @precondition(alive)
    @rule(number=pick, shape=shapes)
    def publish_a_translation(self, number: int, shape: Shape) -> None:
        key = self.some(number, live=True).article.translation_key
        kin = [s for s in self.editors.stories if s.article.translation_key == key]
        language = some([code for code in ("uk", "en") if code != kin[0].language], number)
        if len(kin) == 1:
            story = self.editors.write(shape, language, translation_key=key)
            assert self.editors.publish(story)

    @does(LinkTranslation)
    @rule(number=pick, other=pick, parting=st.booleans())
    def link_a_translation(self, number: int, other: int, parting: bool) -> None:
        story, second = self.some(number), None if parting else self.some(other)
        key = (second or story).article.translation_key
        others = [s for s in self.editors.stories if s.pk != story.pk]
        kin = [s for s in others if s.article.translation_key == key]
        refused = self.held_back(story)
        if second is None:
            # From nothing, nothing can be parted.
            refused |= not kin
        else:
            refused |= second.language == story.language
            refused |= any(s.language == story.language for s in kin)
        target = second.article if second else None
        assert self.do(LinkTranslation(story.article, target, self.editors.user)) != refused

    # -- out, back, elsewhere ---------------------------------------------------------------------

    @does(Retract)
    @rule(number=pick, told=st.booleans())
    def retract(self, number: int, told: bool) -> None:
        story = self.some(number)
        words = {"public_reason": f"Помилка {self.editors.word()}.\n\nДякуємо." if told else ""}
        secret = f"Суд {self.editors.word()}"
        live = story.article.live
        act = Retract(story.article, self.editors.user, **words, private_reason=secret)
        assert self.do(act) == live
        story.public = "" if live else story.public

    @does(Restore)
    @precondition(retracted)
    @rule(number=pick)
    def restore(self, number: int) -> None:
        self.editors.publish(self.some(number, live=False), Restore)

    @does(Restore)
    @precondition(alive)
    @rule(number=pick)
    def restore_what_is_there(self, number: int) -> None:
        assert not self.do(Restore(self.some(number, live=True).article, self.editors.user))

    @does(ChangeSlug)
    @rule(number=pick, way=st.sampled_from(["new", "back", "other's", "bad"]), other=pick)
    def change_slug(self, number: int, way: str, other: int) -> None:
        story, slug = self.some(number), f"adresa-{other}"
        article = story.article
        if way == "back":
            first = article.addresses.order_by("pk").first()
            slug = first.path.rsplit("/", 1)[1].removesuffix(".html") if first else slug
        elif way == "other's":
            slug = self.some(other).article.public_slug or slug
        elif way == "bad":
            slug = "../index"
        done = self.do(ChangeSlug(article, slug, self.editors.user))
        assert not (done and way == "bad")
        assert not done or story.article.public_slug == slug

    @does(Backdate)
    @rule(number=pick, days=st.integers(-3, 800))
    def backdate(self, number: int, days: int) -> None:
        moment = self.editors.now - timedelta(days=days, seconds=1)
        story = self.some(number)
        refused = moment > self.house.clock.moment or self.held_back(story)
        assert self.do(Backdate(story.article, moment, self.editors.user)) != refused

    # -- not now ----------------------------------------------------------------------------------

    @does(Schedule)
    @rule(number=pick, hours=st.integers(-1, 30))
    def schedule(self, number: int, hours: int) -> None:
        story = self.some(number)
        self.editors.edit(story, Shape())
        self.editors.schedule(story, self.house.clock.moment + hours * HOUR)

    @does(Embargo)
    @rule(number=pick, hours=st.none() | st.integers(-1, 30))
    def embargo(self, number: int, hours: int | None) -> None:
        article, now = self.some(number).article, self.editors.now
        until = None if hours is None else now + hours * HOUR
        refused = article.live or (hours is not None and hours <= 0)
        assert self.do(Embargo(article, until, self.editors.user)) != refused

    @does()
    @precondition(alive)
    @rule(number=pick, hours=st.integers(0, 30))
    def set_an_expiry(self, number: int, hours: int) -> None:
        at = self.editors.now + hours * HOUR
        Page.objects.filter(pk=self.some(number, live=True).pk).update(expire_at=at)

    @does()
    @rule(hours=st.integers(1, 40))
    def hours_pass(self, hours: int) -> None:
        self.editors.wait(hours=hours)

    @does()
    @rule(days=st.sampled_from([1, 3, 31, 366]))
    def days_pass(self, days: int) -> None:
        self.editors.wait(days=days)

    # -- roads past our acts ----------------------------------------------------------------------

    @does()
    @precondition(alive)
    @rule(number=pick, other=pick)
    def unpublish_in_bulk(self, number: int, other: int) -> None:
        chosen = {s.pk: s for s in (self.some(number, live=True), self.some(other, live=True))}
        # Wagtail locks what is scheduled.
        rights = {pk: s.article.permissions_for_user(self.editors.user) for pk, s in chosen.items()}
        free = {pk for pk, right in rights.items() if right.can_unpublish()}
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        browser = Client()
        browser.force_login(self.editors.user)
        response = browser.post(url + "?" + "&".join(f"id={pk}" for pk in chosen))
        assert response.status_code == 302
        for pk in free:
            chosen[pk].public = ""

    @does()
    @precondition(alive)
    @rule(number=pick, road=st.sampled_from(["page", "article", "base"]))
    def unpublish_by_a_save(self, number: int, road: str) -> None:
        story = self.some(number, live=True)
        if road == "base":
            Page.objects.get(pk=story.pk).unpublish()
        elif road == "page":
            story.article.unpublish(user=self.editors.user)
        else:
            article = story.article
            article.live = False
            article.save()
        story.public = ""

    @does()
    @rule(number=pick, live=st.booleans())
    def update_by_a_query(self, number: int, live: bool) -> None:
        Page.objects.filter(pk=self.some(number).pk).update(live=live)
        self.editors.sweep()

    # -- the front, and what is drawn ----------------------------------------------------------

    @does(ArrangeFront)
    @rule(numbers=st.lists(pick, max_size=4), led=st.booleans(), code=st.sampled_from(["uk", "en"]))
    def arrange_the_front(self, numbers: list[int], led: bool, code: str) -> None:
        locale = Locale.objects.get(language_code=code)
        there = [s.article for s in self.editors.stories if s.article.locale_id == locale.pk]
        ids = [some(there, number).uid for number in numbers] if there else []
        wanted = arranged(ids[0] if led and ids else "", ids)
        act = ArrangeFront(locale, wanted, self.editors.user)
        assert self.do(act)

    @does()
    @rule(number=pick)
    def draw_what_stands_for_it(self, number: int) -> None:
        story = self.some(number)
        assert bool(images.make(story.article.uid)) == bool(story.public)
