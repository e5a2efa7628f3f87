"""What may happen to sections, topics, people, pictures, documents and the outlet itself."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from wagtail.models import Locale

from shpalta.newsroom.actions import EntityChange
from shpalta.newsroom.models import (
    Contributor,
    Credit,
    MenuLine,
    Outlet,
    OutletAccount,
    OutletLanguage,
    Picture,
    Section,
    Topic,
)
from shpalta.newsroom.pictures.tasks import encode_picture
from tests.laws.newsroom_rules import Articles, does, pick, shapes
from tests.laws.newsroom_steps import Shape, some


class Entities(Articles):
    """A change of an entity is public at once."""

    # -- entities ---------------------------------------------------------------------------------

    @does(EntityChange)
    @rule(model=st.sampled_from([Section, Topic, Contributor, Credit]), number=pick)
    def rename(self, model: Any, number: int) -> None:
        entity = some(model.objects.order_by("pk"), number)
        entity.name = f"Назва {self.editors.word()} & «лапки»"
        self.editors.change(entity)

    @does(EntityChange)
    @rule(model=st.sampled_from([Section, Topic, Contributor, Credit]), main=st.booleans())
    def add_an_entity(self, model: Any, main: bool) -> None:
        entity = model(name=f"Нова {self.editors.word()}")
        if model in (Section, Topic):
            entity.locale = Locale.objects.get(language_code="uk" if main else "en")
        self.editors.change(entity)

    @does()
    @precondition(lambda self: Topic.objects.count() > 1)
    @rule(number=pick)
    def delete_a_topic(self, number: int) -> None:
        topic = some(Topic.objects.order_by("pk"), number)
        used = topic.articles.exists()
        try:
            topic.delete()
        except ProtectedError:
            assert used

    @does(EntityChange)
    @rule(number=pick, what=st.sampled_from(["alt", "focus", "credit", "kind"]))
    def change_a_picture(self, number: int, what: str) -> None:
        picture = some(Picture.objects.order_by("pk"), number)
        if what == "alt":
            picture.description = f"Інший опис {number}"
        elif what == "focus":
            picture.focal_point_x, picture.focal_point_y = number % 60, number % 40
            picture.focal_point_width = picture.focal_point_height = 1
        elif what == "credit":
            picture.credit = some(Credit.objects.order_by("pk"), number)
        else:
            picture.kind = some(Picture.Kind.values, number)
        self.editors.change(picture)

    @does(EntityChange)
    @rule(width=st.integers(30, 60), shape=shapes, late=st.booleans())
    def publish_a_new_picture(self, width: int, shape: Shape, late: bool) -> None:
        """Its other files are made after the publication, or never."""
        picture = self.editors.picture(width)
        story = self.editors.write(shape)
        copy = story.article.get_latest_revision_as_object()
        copy.picture = picture
        copy.save_revision()
        assert self.editors.publish(story)
        if late:
            self.house.press()
            encode_picture.call(picture.pk)

    @does(EntityChange)
    @rule()
    def add_a_document(self) -> None:
        self.editors.document()

    @does(EntityChange)
    @rule(
        what=st.sampled_from(
            ["name", "tagline", "accent", "feeds", "contacts", "accounts", "logo", "footer", "zone"]
        ),
        number=pick,
    )
    def change_the_outlet(self, what: str, number: int) -> None:
        outlet = Outlet.objects.get()
        match what:
            case "name" | "tagline":
                setattr(outlet, what, f"Вісник {self.editors.word()}")
            case "accent":
                outlet.accent = f"#{number:02x}5a4a"
            case "feeds":
                outlet.feed_full_text = not outlet.feed_full_text
            case "contacts":
                outlet.email, outlet.phone = f"a{number}@example.net", f"+380 44 {number}"
            case "accounts":
                outlet.accounts = [OutletAccount(network="telegram", url="https://t.me/x")]
            case "logo":
                outlet.logo = None if outlet.logo else some(Picture.objects.all(), number)
            case "footer":
                outlet.languages = list(outlet.languages.all())
                outlet.languages.all()[number % 2].footer = f"Кінець {self.editors.word()}"
            case "zone":
                outlet.zone = some(["Europe/Kyiv", "America/Lima", "Pacific/Auckland"], number)
        self.editors.change(outlet)

    @does(EntityChange)
    @rule(numbers=st.lists(pick, max_size=3))
    def change_the_menu(self, numbers: list[int]) -> None:
        outlet, sections = Outlet.objects.get(), list(Section.objects.order_by("pk"))
        lines = [MenuLine(locale=s.locale, section=s) for s in {some(sections, n) for n in numbers}]
        lines.append(MenuLine(locale=sections[0].locale, label="Пошта", url="mailto:a@example.net"))
        for number, line in enumerate(lines):
            line.sort_order = number
        outlet.menu_lines = lines
        self.editors.change(outlet)

    @does(EntityChange)
    @rule(code=st.sampled_from(["pl", "de"]), shape=shapes)
    def add_a_language(self, code: str, shape: Shape) -> None:
        outlet = Outlet.objects.get()
        locale = Locale.objects.get_or_create(language_code=code)[0]
        known = list(outlet.languages.all())
        if locale not in [line.locale for line in known]:
            outlet.languages = [*known, OutletLanguage(locale=locale, sort_order=len(known))]
            self.editors.change(outlet)
        if shape.short:
            if not Section.objects.filter(locale=locale).exists():
                self.editors.change(Section(name=f"Dział {self.editors.word()}", locale=locale))
            assert self.editors.publish(self.editors.write(shape, code))

    @does(EntityChange)
    @rule(number=pick)
    def drop_a_language(self, number: int) -> None:
        outlet = Outlet.objects.get()
        gone = some(list(outlet.languages.all()), number).locale
        outlet.languages = [line for line in outlet.languages.all() if line.locale != gone]
        used = Section.objects.filter(locale=gone).exists()
        assert self.do(EntityChange(outlet, self.editors.user)) != used
        section = Section(name="Зайва", locale=gone)
        assert self.do(EntityChange(section, self.editors.user)) == used
