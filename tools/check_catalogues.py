"""Say what is wrong with the message catalogues; end with code 1 if anything is.

    python -m tools.check_catalogues

Every marked message has a translation that is not fuzzy and has the same placeholders, no
catalogue keeps what is no longer marked, and every .mo is what its .po compiles to.
Ukrainian is always there; English is too where a message's own text is not English.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError

from tools import messages

Key = tuple[str, str | None]
"""What names a message: its (singular) text and its context."""

_BRACES = re.compile(r"\{(\w+)\}")

UKRAINIAN_PLURALS = (3, 4)
"""1 стаття, 2 статті, 5 статей; and a fourth for fractions in some tables."""


def problems(root: Path = messages.SOURCES) -> list[str]:
    """Every problem of every catalogue below a folder, one sentence each."""
    absent = (po for po in messages.expected(root) if not po.exists())
    found = [f"{_name(po)}: not there; run `make messages`" for po in absent]
    for locale in messages.locale_folders(root):
        found.extend(_languages(locale))
        for po in messages.catalogues(locale):
            found.extend(f"{_name(po)}: {problem}" for problem in _one(locale, po))
    return found


def _name(path: Path) -> str:
    return str(path.relative_to(messages.ROOT) if path.is_relative_to(messages.ROOT) else path)


def _is_foreign(text: str) -> bool:
    """Whether it has letters that English has not; quotation marks and dashes are English too."""
    return any(sign.isalpha() and not sign.isascii() for sign in text)


def _languages(locale: Path) -> Iterator[str]:
    """A language that must be there and is not."""
    there = {messages.language_of(po) for po in messages.catalogues(locale)}
    if "uk" not in there:
        yield f"{_name(locale)}: no Ukrainian catalogue"
    domains = {po.stem for po in messages.catalogues(locale)}
    marked = [found for domain in domains for found in messages.found_in(locale, domain)]
    if "en" not in there and any(_is_foreign("".join(found.ids)) for found in marked):
        yield f"{_name(locale)}: no English catalogue, and messages that are not English"


def _one(locale: Path, po: Path) -> Iterator[str]:
    try:
        catalogue = messages.read(po)
    except PoFileError as error:
        yield str(error)
        return
    known = {_key(message): message for message in catalogue if message.id}
    marked = {_found_key(found): found for found in messages.found_in(locale, po.stem)}
    for key in sorted(marked.keys() - known.keys(), key=str):
        where = marked[key]
        yield f"{key[0]!r} is missing ({where.path}:{where.line}); run `make messages`"
    for key in sorted(known.keys() - marked.keys(), key=str):
        yield f"{key[0]!r} is no longer in the sources; run `make messages`"
    for message in known.values():
        yield from _translation(message, catalogue)
    yield from _compiled(po, catalogue)


def _translation(message: Message, catalogue: Catalog) -> Iterator[str]:
    first = _key(message)[0]
    strings = _forms(message)
    if message.fuzzy:
        yield f"{first!r} is fuzzy"
    if not all(strings) or not strings:
        yield f"{first!r} has no translation"
        return
    if message.pluralizable and len(strings) != catalogue.num_plurals:
        yield f"{first!r} has {len(strings)} plural forms of {catalogue.num_plurals}"
    if str(catalogue.locale_identifier) == "uk" and catalogue.num_plurals not in UKRAINIAN_PLURALS:
        yield f"Plural-Forms says {catalogue.num_plurals}; Ukrainian has 3"
    for string in strings:
        # A plural form may leave its number out: "одна стаття".
        if not _braces(string) <= _braces(*_texts(message)):
            yield f"{first!r}: {string!r} has a {{placeholder}} of its own"
        elif not message.pluralizable and _braces(string) != _braces(first):
            yield f"{first!r}: {string!r} lacks a {{placeholder}}"
    for error in message.check(catalogue):
        yield f"{first!r}: {error}"


def _forms(message: Message) -> tuple[str, ...]:
    """The translation's plural forms, or the one text; empty where it lacks them."""
    texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return tuple(text or "" for text in texts)


def _texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _braces(*texts: str) -> set[str]:
    """The names in braces that a text is filled with."""
    return {name for text in texts for name in _BRACES.findall(text)}


def _compiled(po: Path, catalogue: Catalog) -> Iterator[str]:
    mo = po.with_suffix(".mo")
    if not mo.exists():
        yield "not compiled; run `make messages`"
        return
    with mo.open("rb") as file:
        there = _strings(read_mo(file))
    wanted = _strings(catalogue)
    if there != wanted:
        yield "compiled from another text; run `make messages`"


def _strings(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    strings = {}
    for message in catalogue:
        text = _forms(message)
        if message.id and all(text) and not message.fuzzy:
            strings[_key(message)] = text
    return strings


def _key(message: Message) -> Key:
    context: str | bytes | None = message.context
    if isinstance(context, bytes):  # what Babel reads from a .mo
        context = context.decode()
    return (_texts(message)[0], context)


def _found_key(found: messages.Found) -> Key:
    return (found.ids[0], found.context or None)


def main() -> int:
    """Print the problems to standard error."""
    found = problems()
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
