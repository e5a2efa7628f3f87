"""An empty newsroom of one's own."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import Page

from shpalta.newsroom.models import ArticleShelf, Outlet, Section
from shpalta.newsroom.setup import init

from .conftest import assert_journal_is_whole, empty_journal, rows

pytestmark = pytest.mark.django_db

GIVEN = {
    "name": "Вісник",
    "languages": ["uk", "en"],
    "zone": "Europe/Kyiv",
    "sections": ["Новини", "Спорт"],
    "user": "olena",
    "password": "довгий-пароль-77",
}


@pytest.fixture(autouse=True)
def _empty(db):
    empty_journal()
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")


def test_everything_is_there_and_sealed():
    init(**GIVEN)
    outlet = rows(kind="outlet")[-1][2]
    assert [language.code for language in outlet.languages] == ["uk", "en"]
    assert [language.prefix for language in outlet.languages] == ["", "/en"]
    assert [section.path for _, _, section in rows(kind="section")] == [
        "/section/novyny.html",
        "/section/sport.html",
    ]
    assert get_user_model().objects.get().check_password(GIVEN["password"])
    assert set(
        ArticleShelf.objects.exclude(year=None).values_list("locale__language_code", flat=True)
    ) == {"uk", "en"}
    assert (
        Group.objects.get(name="Moderators").permissions.filter(codename="change_section").exists()
    )
    assert_journal_is_whole()


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Olympus"},
        {"languages": ["xx"]},
        {"languages": []},
        {"name": ""},
        {"name": "а\x00"},
        {"password": "123"},
    ],
)
def test_a_wrong_value_leaves_nothing_behind(wrong):
    with pytest.raises(ValidationError):
        init(**GIVEN | wrong)
    assert not Outlet.objects.exists()
    assert not Section.objects.exists()
    assert rows() == []


def test_there_is_one_newsroom():
    init(**GIVEN)
    with pytest.raises(ValidationError):
        init(**GIVEN | {"user": "other"})
