"""Hostile text in any field: it is refused, the field named, or it is text and nothing else."""

import pytest
from django.core.exceptions import ValidationError

from shpalta.lib.text import nfc
from shpalta.newsroom.actions import EntityChange, Publish
from shpalta.newsroom.models import Article, Contributor, Outlet, Section, Topic

from .conftest import assert_journal_is_whole, draft, published, rows

pytestmark = pytest.mark.django_db

REFUSED = ["а\x00б", "а\x0bб", "а\x1bб", "а\x7fб", "а\ufffeб", "а\U0001fffeб"]
TEXT = [
    "<script>alert(1)</script>",
    "</script><!--",
    "]]>",
    "{{ 7*7 }}{% raw %}",
    "\u202eправий\u202c лівий",
    '"><img src=x onerror=alert(1)>',
    "🇺🇦 e\u0301",
]
FIELDS = ["title", "lead", "short_headline", "dateline", "picture_alt", "picture_caption"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", REFUSED)
def test_what_no_page_can_carry_is_refused_at_its_field(newsroom, field, text):
    article = draft(newsroom)
    setattr(article, field, text)
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert field in refused.value.message_dict
    article.live = True
    with pytest.raises(ValidationError):
        article.save()
    assert rows(article) == []


@pytest.mark.parametrize("text", REFUSED)
def test_the_body_too(newsroom, text):
    blocks = [("subhead", text)]
    with pytest.raises(ValidationError) as refused:
        Publish(draft(newsroom, body=blocks), newsroom.user).execute()
    assert "body" in refused.value.message_dict


@pytest.mark.parametrize("text", TEXT)
def test_everything_else_is_text(newsroom, text):
    article = published(newsroom, title=f"Заголовок {text}", lead=text, dateline=text)
    record = rows(article)[0][2]
    assert record.lead == nfc(text)
    assert record.path.isascii()
    assert ".." not in record.path
    assert_journal_is_whole()


def test_a_long_text_is_sealed_whole(newsroom):
    long = "слово " * 17_000
    article = published(newsroom, body=[("text", f"<p>{long.strip()}</p>")])
    assert rows(article)[0][2].body[0].parts[0].spans[0].text == long.strip()


@pytest.mark.parametrize("model", [Section, Topic, Contributor])
@pytest.mark.parametrize("text", REFUSED)
def test_entities(newsroom, model, text):
    locale = {} if model is Contributor else {"locale": newsroom.uk}
    with pytest.raises(ValidationError) as refused:
        EntityChange(model(name=text, **locale), newsroom.user).execute()
    assert "name" in refused.value.message_dict
    # Past validation the seal itself refuses.
    with pytest.raises(ValidationError):
        model(name=text, **locale).save()


def test_the_outlet(newsroom):
    outlet = Outlet.objects.get()
    for field, value in [("name", "\x00"), ("zone", "Mars/Olympus"), ("accent", "red;")]:
        setattr(outlet, field, value)
        with pytest.raises(ValidationError) as refused:
            outlet.full_clean()
        assert field in refused.value.message_dict
        outlet.refresh_from_db()


@pytest.mark.parametrize("slug", ["../../etc", "a b", "A", "кирилиця", "-a", "a--b", "x" * 181])
def test_unsafe_slugs(newsroom, slug):
    article = draft(newsroom)
    article.public_slug = slug
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "public_slug" in refused.value.message_dict


def test_a_headline_without_letters_still_has_an_address(newsroom):
    article = published(newsroom, title="?!… — 。")
    assert rows(article)[0][2].path.endswith(".html")
    assert Article.objects.get(pk=article.pk).public_slug
