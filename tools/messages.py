"""Message catalogues: extract, update and compile them.

    python -m tools.messages update     bring every .po up to date with its sources
    python -m tools.messages compile    make every .mo from its .po

A folder `locale` beside sources holds their catalogues: `locale/uk/LC_MESSAGES/DOMAIN.po`.
Its sources are all files below the same folder, except below a deeper `locale`'s folder:
`django` has the newsroom's, `djangojs` those of scripts, every other domain the rest.
Marked messages: `_("…")`, gettext, ngettext, pgettext, npgettext, their `_lazy` forms and N_;
in Django templates also `translate` and `blocktranslate`; on the website `t`, `tn`, `message`.
The website's catalogues are written by `python -m shpalta.website.catalogue`, and checked like
the others.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "shpalta"
TEMPLATE_SUFFIXES = frozenset({".html", ".xml", ".txt", ".j2", ".jinja"})
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WEBSITE = "website"
WEBSITE_KEYWORDS = {**KEYWORDS, "t": None, "tn": (1, 2), "message": None}
COMMENT_TAGS = ("Translators:",)
LINE_WIDTH = 96
HEADER = """msgid ""
msgstr ""
"Language: %s\\n"
"Plural-Forms: %s\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

_MINIJINJA_CODE = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)


@dataclass(frozen=True, order=True)
class Found:
    """One marked message in a source file."""

    path: str
    line: int
    ids: tuple[str, ...]
    """The text, and the plural text where there is one."""

    context: str = ""

    @property
    def catalogue_id(self) -> str | tuple[str, ...]:
        """The text as Babel wants it: alone where there is no plural."""
        return self.ids if len(self.ids) > 1 else self.ids[0]


def locale_folders(root: Path = SOURCES) -> list[Path]:
    """Every `locale` folder of the project, sorted."""
    return sorted(path for path in root.rglob("locale") if path.is_dir())


def catalogues(locale: Path) -> list[Path]:
    """The .po files of one `locale` folder, sorted."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def language_of(po: Path) -> str:
    """The language in a catalogue's path: uk, en."""
    return po.parent.parent.name


def read(po: Path) -> Catalog:
    """A catalogue from its file.

    Raises:
        babel.messages.pofile.PoFileError: the file is not a catalogue.
    """
    with po.open("rb") as file:
        return read_po(file, locale=language_of(po), abort_invalid=True)


def found_in(locale: Path, domain: str) -> list[Found]:
    """Every message marked in the sources of one `locale` folder, in order.

    Args:
        locale: the folder with catalogues.
        domain: name of the catalogue; `djangojs` has the messages of scripts, every other name
            those of Python and templates.
    """
    package = locale.parent
    deeper = [folder.parent for folder in locale_folders(package) if folder != locale]
    found: list[Found] = []
    for path in sorted(package.rglob("*")):
        if path.is_file() and not any(path.is_relative_to(folder) for folder in deeper):
            found.extend(_found_in_file(path, domain))
    return sorted(set(found))


def _found_in_file(path: Path, domain: str) -> Iterator[Found]:
    """The messages of one file, if they belong to the domain."""
    # Below the sources alone: the project's own folder may be called anything.
    parts = path.relative_to(SOURCES).parts if path.is_relative_to(SOURCES) else path.parts
    is_newsroom = "newsroom" in parts
    if domain == "djangojs":
        if path.suffix in {".js", ".mjs"}:
            yield from _extract("javascript", path, 1, path.read_bytes(), domain)
    elif (domain == "django") != is_newsroom or "migrations" in parts:
        return
    elif path.suffix == ".py":
        yield from _extract("python", path, 1, path.read_bytes(), domain)
    elif path.suffix in TEMPLATE_SUFFIXES:
        text = path.read_text(encoding="utf-8")
        for line, code in _django_snippets(text) if is_newsroom else _minijinja_snippets(text):
            yield from _extract("python", path, line, f"({code}\n)".encode(), domain)


def _django_snippets(text: str) -> Iterator[tuple[int, str]]:
    """The lines that Django makes of a template for extraction, each with its number."""
    from django.utils.translation.template import templatize

    for number, line in enumerate(templatize(text).splitlines(), 1):
        if "(" in line:
            yield number, line.strip()


def _minijinja_snippets(text: str) -> Iterator[tuple[int, str]]:
    """What stands between braces in a template of the website, each with its line."""
    for match in _MINIJINJA_CODE.finditer(text):
        code = (match[1] or match[2] or "").strip("-+ ")
        yield text.count("\n", 0, match.start()) + 1, code


def _extract(method: str, path: Path, first_line: int, code: bytes, domain: str) -> Iterator[Found]:
    where = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    options = {"encoding": "utf-8"}
    keywords = WEBSITE_KEYWORDS if domain == WEBSITE else KEYWORDS
    marked = extract(method, io.BytesIO(code), keywords, COMMENT_TAGS, options)
    for line, ids, _comments, context in marked:
        pair = (ids,) if isinstance(ids, str) else (ids[0], ids[1])
        if pair[0]:
            yield Found(where, first_line + line - 1, pair, context or "")


def expected(root: Path = SOURCES) -> list[Path]:
    """The Ukrainian catalogues that must be there, where their folder is."""
    wanted = {"locale": ("django", "shpalta"), "website/locale": (WEBSITE,)}
    return [
        root / folder / "uk" / "LC_MESSAGES" / f"{domain}.po"
        for folder, domains in wanted.items()
        for domain in domains
        if (root / folder).is_dir()
    ]


def update() -> None:
    """Bring every catalogue up to date; what is no longer marked is dropped."""
    for locale in locale_folders():
        there = set(catalogues(locale)) | {po for po in expected() if po.is_relative_to(locale)}
        for po in sorted(there):
            if po.stem != WEBSITE:
                po.parent.mkdir(parents=True, exist_ok=True)
                po.write_bytes(updated(po, locale))


def updated(po: Path, locale: Path) -> bytes:
    """The bytes of a catalogue with the sources' messages and the translations it had.

    No dates and no line numbers: the same sources give the same bytes.
    """
    known = read(po) if po.exists() else Catalog()
    fresh = Catalog(locale=language_of(po), fuzzy=False)
    for found in found_in(locale, po.stem):
        old = known.get(found.catalogue_id, found.context or None)
        fresh.add(
            found.catalogue_id,
            old.string if old else None,
            locations=[(found.path, 0)],
            user_comments=old.user_comments if old else (),
            context=found.context or None,
        )
    buffer = io.BytesIO()
    write_po(
        buffer, fresh, width=LINE_WIDTH, include_lineno=False, sort_output=True, omit_header=True
    )
    return (HEADER % (language_of(po), fresh.plural_forms)).encode() + buffer.getvalue()


def compile_all() -> None:
    """Make every .mo from its .po."""
    for locale in locale_folders():
        for po in catalogues(locale):
            if po.stem != WEBSITE:
                po.with_suffix(".mo").write_bytes(compiled(read(po)))


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of a catalogue's .mo file; fuzzy messages are left out."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue, use_fuzzy=False)
    return buffer.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=("update", "compile"))
    if parser.parse_args(arguments).command == "update":
        update()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
