"""Wagtail's own words on our screens are Ukrainian where an editor meets them daily."""

import json
import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils.translation import gettext, override

from shpalta.newsroom.models import Series
from shpalta.newsroom.wagtail_words import WORDS


def of_wagtail(language):
    """What Wagtail's catalogues say: texts by their English."""
    found = {}
    for place in Path(wagtail.__file__).parent.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        with place.open("rb") as file:
            found.update({m.id: m.string for m in read_po(file) if isinstance(m.id, str) and m.id})
    return found


def test_each_word_is_wagtails_and_has_no_ukrainian_of_its_own():
    english, ukrainian = of_wagtail("en"), of_wagtail("uk")
    assert [word for word in WORDS if word not in english] == []
    assert [word for word in WORDS if ukrainian.get(word)] == []


def test_each_word_is_ukrainian_on_the_screen():
    with override("uk"):
        same = [word for word in WORDS if gettext(word) == word]
    # Nothing but the place of a moment in a sentence.
    assert same == []
    with override("en"):
        assert [word for word in WORDS if gettext(word) != word] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("uk", "ні"), ("en", "no")])
def test_a_series_says_in_words_whether_it_is_complete(client, newsroom, language, word):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    Series.objects.create(name="Річка", locale=newsroom.uk)
    client.force_login(newsroom.user)
    shown = client.get(reverse(Series.snippet_viewset.get_url_name("list"))).text
    assert "False" not in shown.partition("<tbody>")[2].partition("</tbody>")[0]
    assert word in shown.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_scripts_say_is_ukrainian_too(client, newsroom, language):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    client.force_login(newsroom.user)
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    found = re.search(r"const newcatalog = (\{.*?\});", script, re.S)
    said = json.loads(found[1]) if found else {}
    assert said.get("Main menu", "Main menu") == {"uk": "Головне меню", "en": "Main menu"}[language]
