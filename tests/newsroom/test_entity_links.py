"""Links to sections, topics and contributors: kept by the editor, offered by the chooser."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from shpalta.newsroom.blocks import TEXT_FEATURES
from shpalta.newsroom.models import Contributor, Section, Topic
from shpalta.records import EntityLink

pytestmark = pytest.mark.django_db


def through_the_editor(html: str) -> str:
    converter = ContentstateConverter(list(TEXT_FEATURES))
    return converter.to_database_format(converter.from_database_format(html))


@pytest.mark.parametrize("kind", ["section", "topic", "contributor"])
def test_opening_and_saving_keeps_the_link(kind, newsroom):
    html = f'<p data-block-key="abc">Про <a id="7" linktype="{kind}">мости</a> ще раз.</p>'
    assert f'<a id="7" linktype="{kind}">мости</a>' in through_the_editor(html).replace(
        f'linktype="{kind}" id="7"', f'id="7" linktype="{kind}"'
    )


def test_a_linked_entity_is_sealed_by_its_id(newsroom):
    from shpalta.newsroom.body import Wanted
    from shpalta.newsroom.lookup import find
    from shpalta.newsroom.richtext.reader import Target

    contributor = Contributor.objects.create(name="Остап Вір", slug="ostap-vir")
    target = Target("contributor", str(contributor.pk))

    found = find(Wanted(links=frozenset({target})))
    assert found.links[target] == EntityLink("contributor", contributor.uid)


def test_the_chooser_finds_by_words_in_either_case(newsroom, admin_client):
    section = Section.objects.first()
    Topic.objects.create(name="Великий Міст", slug="velykyi-mist", locale=section.locale)
    page = admin_client.get(reverse("newsroom_choose_entity"), {"q": "міст великий"})
    html = json.loads(page.content)["html"]
    assert "Великий Міст" in html
    assert str(section) not in html


def test_choosing_answers_with_kind_id_and_title(newsroom, admin_client):
    section = Section.objects.first()
    asked = {"kind": "section", "id": section.pk}
    page = admin_client.get(reverse("newsroom_choose_entity"), asked)
    assert json.loads(page.content) == {
        "step": "chosen",
        "result": {"kind": "section", "id": section.pk, "title": str(section)},
    }


def test_the_chooser_is_for_editors(newsroom, client):
    page = client.get(reverse("newsroom_choose_entity"))
    assert page.status_code in {302, 403}
