"""Catalogues of the interface: ``python -m shpalta.website.catalogue`` brings them up to date.

Messages are found in the templates (``extraction.extract``) and in the modules, put into
``locale/<language>/LC_MESSAGES/website.po`` in the order of their text, and compiled beside it.
The files carry no dates and no line numbers: the same sources give the same bytes.
"""

import io
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from shpalta.website.words import DOMAIN

KEYWORDS = {"t": None, "tn": (1, 2), "message": None, "gettext": None, "ngettext": (1, 2)}
LANGUAGES = ("uk", "en")
# Babel wants a date in the compiled header; this one is nobody's.
STILL = datetime(2000, 1, 1, tzinfo=UTC)


def found_messages() -> Catalog:
    """Every message of the website's sources."""
    root = Path(str(files(__package__)))
    template = Catalog(fuzzy=False)
    for _, _, text, comments, _ in extract_from_dir(
        root, [("pages/**.py", "python"), ("**.py", "python")], keywords=KEYWORDS
    ):
        template.add(text, auto_comments=comments)
    for path in sorted((root / "templates").rglob("*.html")):
        method = "shpalta.website.extraction:extract"
        for _, text, comments, _ in extract(method, io.BytesIO(path.read_bytes()), KEYWORDS):
            template.add(text, auto_comments=comments)
    return template


def po_path(language: str) -> Path:
    """The catalogue of one language."""
    return Path(str(files(__package__))) / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(language: str) -> Catalog:
    """The language's catalogue with the sources' messages, translations kept, the rest dropped."""
    path = po_path(language)
    old = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in found_messages():
        if not message.id:
            continue
        known = old.get(message.id)
        fresh.add(message.id, known.string if known else "", flags=message.flags)
    return fresh


def as_po(catalogue: Catalog) -> bytes:
    """The text form, without dates."""
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True)
    return header.encode() + body.getvalue().lstrip(b"\n")


def as_mo(po: bytes, language: str) -> bytes:
    """The compiled form, without dates."""
    compiled = io.BytesIO()
    bare = Catalog(locale=language, fuzzy=False, creation_date=STILL, revision_date=STILL)
    for message in read_po(io.BytesIO(po), locale=language):
        if message.id:
            bare.add(message.id, message.string, flags=message.flags)
    write_mo(compiled, bare)
    return compiled.getvalue()


def main() -> None:
    """Write every catalogue anew."""
    for language in LANGUAGES:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        po = as_po(updated(language))
        path.write_bytes(po)
        path.with_suffix(".mo").write_bytes(as_mo(po, language))


if __name__ == "__main__":
    main()
