"""The catalogue check sees what it is for: each fault once, and no fault in a good folder."""

from pathlib import Path

import pytest

from tools import check_catalogues, messages

PO = """msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Publish"
msgstr "Опублікувати"

msgid "Hello, %(name)s"
msgstr "Вітаємо, %(name)s"

msgctxt "verb"
msgid "Lead"
msgstr "Веди"

msgid "%(count)s article"
msgid_plural "%(count)s articles"
msgstr[0] "%(count)s стаття"
msgstr[1] "%(count)s статті"
msgstr[2] "%(count)s статей"

msgid "Latest"
msgstr "Останні"
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with Python, a Django template, a website's template and one catalogue."""
    newsroom = tmp_path / "newsroom"
    catalogue = newsroom / "locale" / "uk" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(PO, encoding="utf-8")
    (newsroom / "acts.py").write_text('name = _("Publish")\nother = pgettext_lazy("verb", "Lead")')
    (newsroom / "page.html").write_text(
        "{% load i18n %}<p>it's {% blocktranslate trimmed %}\n  Hello, {{ name }}\n"
        "{% endblocktranslate %}{% blocktranslate count count=n %}{{ count }} article"
        "{% plural %}{{ count }} articles{% endblocktranslate %}</p>"
    )
    website = newsroom / "templates" / "front.j2"
    website.parent.mkdir()
    website.write_text("""<p>don't {{ _("Latest") }} {%- if x -%} ( {%- endif %}</p>""")
    compile_in(newsroom)
    return newsroom


def compile_in(package: Path) -> None:
    for locale in messages.locale_folders(package):
        for po in messages.catalogues(locale):
            po.with_suffix(".mo").write_bytes(messages.compiled(messages.read(po)))


def change(package: Path, old: str, new: str) -> None:
    po = package / "locale" / "uk" / "LC_MESSAGES" / "django.po"
    text = po.read_text(encoding="utf-8")
    assert old in text
    po.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_folder_has_no_problem(package):
    assert check_catalogues.problems(package.parent) == []


def test_a_minijinja_template_outside_the_newsroom(tmp_path):
    website = tmp_path / "website"
    (website / "locale").mkdir(parents=True)
    (website / "a.html").write_text(
        """<p>don't\n{%- if a == "x" %}{{ tn('one', "many", n) }}{% endif %}{{ t('it', at=x) }}"""
    )
    found = messages.found_in(website / "locale", "website")
    assert [(each.line, each.ids) for each in found] == [(2, ("it",)), (2, ("one", "many"))]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Опублікувати"', '""', "'Publish' has no translation"),
        ('msgid "Publish"', '#, fuzzy\nmsgid "Publish"', "'Publish' is fuzzy"),
        ('msgid "Publish"', 'msgid "Print"', "'Publish' is missing"),
        ('msgid "Publish"', 'msgid "Print"', "'Print' is no longer in the sources"),
        ('"Опублікувати"', '"Видати"', "compiled from another text"),
        ("nplurals=3", "nplurals=2", "more translations than num_plurals"),
        ("Вітаємо, %(name)s", "Вітаємо, %(ім)s", "'Hello, %(name)s': "),
        ('"Останні"', '"{останні}"', "has a {placeholder} of its own"),
    ],
)
def test_each_fault_is_named(package, old, new, problem):
    change(package, old, new)
    assert any(problem in found for found in check_catalogues.problems(package.parent))


def test_a_catalogue_that_was_never_compiled(package):
    (package / "locale" / "uk" / "LC_MESSAGES" / "django.mo").unlink()
    assert any("not compiled" in found for found in check_catalogues.problems(package.parent))


def test_ukrainian_is_never_missing(package):
    (package / "locale" / "uk").rename(package / "locale" / "en")
    assert any("no Ukrainian" in found for found in check_catalogues.problems(package.parent))


def test_an_update_keeps_translations_and_drops_what_is_gone(package):
    locale = package / "locale"
    po = locale / "uk" / "LC_MESSAGES" / "django.po"
    (package / "acts.py").write_text('name = _("Withdraw")\nother = pgettext_lazy("verb", "Lead")')
    po.write_bytes(messages.updated(po, locale))
    catalogue = messages.read(po)
    assert catalogue.get("Lead", "verb").string == "Веди"
    assert catalogue.get("Withdraw").string == ""
    assert catalogue.get("Publish") is None
    assert catalogue.num_plurals == 3
    assert po.read_bytes() == messages.updated(po, locale)
