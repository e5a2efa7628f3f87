"""Free pages: about, contacts, rules."""

from shpalta.press.core.family import Doors
from shpalta.records import Page
from shpalta.website import machine
from shpalta.website.contexts import FreePage, Link
from shpalta.website.links import attribute
from shpalta.website.pages.alternates import translations_of
from shpalta.website.pages.body import body_of, frames_of, styles_of
from shpalta.website.pages.frame import common, head_of, plate_of, title_of
from shpalta.website.scope import Scope, needed, scope_of

STYLES = ("lists.css",)


def free_page(doors: Doors, subject: str) -> FreePage:
    """The context of ``page.html`` for the page ``subject``."""
    record: Page = needed(doors, "page", subject)
    scope = scope_of(doors, record.language)
    others = _translations(scope, record)
    paths = {code: page.path for code, page in others}
    names = {language.code: language.name for language in scope.outlet.languages}
    links = [Link(attribute(page.path), names[code], language=code) for code, page in others]
    head = head_of(
        scope,
        title_of(record.title, scope.outlet.name),
        record.path,
        description=record.lead,
        alternates=translations_of(scope, {record.language: record.path} | paths),
        frames=frames_of(record.body),
        styles=(*STYLES, *styles_of(record.body)),
        data=machine.script_data(
            [
                machine.free_page(scope, record, list(paths.items())),
                machine.breadcrumbs(scope, [(record.title, record.path)]),
            ]
        ),
    )
    return FreePage(
        **common(scope, head, plate_of(scope, current=record.path, languages=links)),
        id=record.id,
        title=record.title,
        lead=record.lead,
        changed=scope.when(record.changed) if record.changed else None,
        body=body_of(scope, record.body),
    )


def _translations(scope: Scope, record: Page) -> list[tuple[str, Page]]:
    """The same page in the outlet's other languages, where it is public."""
    known = {language.code for language in scope.outlet.languages} - {record.language}
    found = [
        (code, scope.doors.get("page", subject))
        for code, subject in sorted(record.translations.items())
        if code in known
    ]
    return [(code, page) for code, page in found if page is not None]
