"""What may happen to sections, topics, people, pictures, documents and the outlet itself."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from wagtail.models import Locale

from shpalta.newsroom.actions import EntityChange
from shpalta.newsroom.models import (
    Contributor,
    ContributorAccount,
    Credit,
    FooterLine,
    FreePage,
    MenuLine,
    Outlet,
    OutletAccount,
    OutletLanguage,
    Picture,
    Section,
    Series,
    Topic,
)
from shpalta.newsroom.pictures.tasks import encode_picture
from tests.laws.newsroom_rules import Articles, does, pick, shapes
from tests.laws.newsroom_steps import Shape, some

NAMED = st.sampled_from([Section, Topic, Series, Contributor, Credit])


class Entities(Articles):
    """A change of an entity is public at once."""

    # -- entities ---------------------------------------------------------------------------------

    @does(EntityChange)
    @rule(model=NAMED, number=pick)
    def rename(self, model: Any, number: int) -> None:
        if not model.objects.exists():
            return
        entity = some(model.objects.order_by("pk"), number)
        entity.name = f"Назва {self.editors.word()} & «лапки»"
        self.editors.change(entity)

    @does(EntityChange)
    @rule(model=NAMED, main=st.booleans())
    def add_an_entity(self, model: Any, main: bool) -> None:
        entity = model(name=f"Нова {self.editors.word()}")
        if model in (Section, Topic, Series):
            entity.locale = Locale.objects.get(language_code="uk" if main else "en")
        self.editors.change(entity)

    @does()
    @precondition(lambda self: Topic.objects.count() > 1)
    @rule(model=st.sampled_from([Topic, Series]), number=pick, bulk=st.booleans())
    def delete_an_entity(self, model: Any, number: int, bulk: bool) -> None:
        if not model.objects.exists():
            return
        entity = some(model.objects.order_by("pk"), number)
        used = entity.articles.exists()
        try:
            with transaction.atomic():
                if bulk:
                    model.objects.filter(pk=entity.pk).delete()
                else:
                    entity.delete()
        except ProtectedError:
            assert used

    @does(EntityChange)
    @rule(number=pick, what=st.sampled_from(["words", "portrait", "accounts"]))
    def change_a_person(self, number: int, what: str) -> None:
        person = some(Contributor.objects.order_by("pk"), number)
        if what == "words":
            person.expertise, person.languages = f"мости, {self.editors.word()}", "uk, en"
            person.email = f"a{number}@example.org"
        elif what == "portrait":
            known = some(Picture.objects.order_by("pk"), number)
            person.picture = None if person.picture else known
        else:
            person.accounts = [ContributorAccount(network="X", url=f"https://x.example/{number}")]
        self.editors.change(person)

    # -- free pages -------------------------------------------------------------------------------

    @does(EntityChange)
    @rule(shape=shapes, language=st.sampled_from(["uk", "en"]))
    def add_a_page(self, shape: Shape, language: str) -> None:
        self.editors.page(language, shape)

    @does(EntityChange)
    @precondition(lambda self: FreePage.objects.exists())
    @rule(number=pick, shape=shapes, matters=st.booleans())
    def change_a_page(self, number: int, shape: Shape, matters: bool) -> None:
        page, word = some(FreePage.objects.order_by("pk"), number), self.editors.word()
        page.title, page.lead = f"Інша {word}", ""
        page.body = json.dumps(self.editors.body(shape, word))
        page.significant_change = matters
        self.editors.change(page)

    @does(EntityChange)
    @precondition(lambda self: FreePage.objects.exists())
    @rule(number=pick, shape=shapes)
    def translate_a_page(self, number: int, shape: Shape) -> None:
        page = some(FreePage.objects.order_by("pk"), number)
        language = "en" if page.locale.language_code == "uk" else "uk"
        if not page.translations():
            self.editors.page(language, shape, translation_key=page.translation_key)

    @does()
    @precondition(lambda self: FreePage.objects.exists())
    @rule(number=pick, bulk=st.booleans())
    def delete_a_page(self, number: int, bulk: bool) -> None:
        page = some(FreePage.objects.order_by("pk"), number)
        used = any(m.objects.filter(page=page).exists() for m in (MenuLine, FooterLine))
        try:
            with transaction.atomic():
                if bulk:
                    FreePage.objects.filter(pk=page.pk).delete()
                else:
                    page.delete()
        except ProtectedError:
            assert used

    @does(EntityChange)
    @precondition(lambda self: FreePage.objects.exists())
    @rule(number=pick)
    def the_sites_own_paths_are_not_a_pages(self, number: int) -> None:
        locale = Locale.objects.get(language_code="uk")
        slug = some(["index", "latest", "archive", "2026"], number)
        page = FreePage(title="Ні", slug=slug, body='[{"type":"subhead","value":"Ні","id":"a"}]')
        page.locale = locale
        assert not self.do(EntityChange(page, self.editors.user))

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
            [
                "name",
                "tagline",
                "accent",
                "contacts",
                "accounts",
                "logo",
                "footer",
                "zone",
                "machines",
            ]
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
            case "contacts":
                outlet.email, outlet.phone = f"a{number}@example.net", f"+380 44 {number}"
            case "accounts":
                outlet.accounts = [OutletAccount(network="telegram", url="https://t.me/x")]
            case "logo":
                outlet.logo = None if outlet.logo else some(Picture.objects.all(), number)
            case "footer":
                outlet.languages = list(outlet.languages.all())
                outlet.languages.all()[number % 2].footer = f"Кінець {self.editors.word()}"
            case "machines":
                outlet.mark = some(["", "Н", "Нд"], number)
                outlet.robots = f"User-agent: A{number}\nDisallow: /"
                outlet.feed_full_text = not outlet.feed_full_text
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
        pages = {
            some(FreePage.objects.order_by("pk"), n) for n in numbers if FreePage.objects.all()
        }
        outlet.footer_lines = [
            FooterLine(locale=page.locale, page=page, sort_order=place)
            for place, page in enumerate(sorted(pages, key=lambda page: page.pk))
        ]
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
