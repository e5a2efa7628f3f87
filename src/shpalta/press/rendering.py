"""One line of the queue into bytes, with a note of everything it read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from shpalta.lib.addresses import check_path
from shpalta.lib.digests import digest
from shpalta.press.core.content import Content
from shpalta.press.core.doors import ContentDoors, answer_digest
from shpalta.press.core.family import Claim, Registry, Renderer
from shpalta.press.core.plan import Entry
from shpalta.press.errors import RenderError
from shpalta.press.stoppages import is_outside
from shpalta.press.store.manifest import Made
from shpalta.records import Theme


class Theming(Protocol):
    """Makes the renderer of a theme: registered in wiring, so that the press knows no template."""

    def renderer(self, theme: Theme | None, read: Callable[[str], bytes]) -> Renderer:
        """Templates ready to render; raises ``ThemeError`` naming file and line."""

    def closure(self, renderer: Renderer, template: str) -> str:
        """The digest of ``template`` with all it includes."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file ready to be written."""

    made: Made
    data: bytes


class _Recording:
    """A renderer that notes its templates at the door."""

    def __init__(self, inner: Renderer, doors: ContentDoors) -> None:
        self._inner = inner
        self._doors = doors

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        self._doors.template(template)
        return self._inner.render(template, context)


class Rendering:
    """Renders entries against one content under the theme that this content holds."""

    def __init__(
        self,
        content: Content,
        registry: Registry,
        theming: Theming,
        blobs: Callable[[str], bytes],
    ) -> None:
        self._content = content
        self._registry = registry
        self._theming = theming
        self._blobs = blobs
        self._theme: str | None = None
        self._inner: Renderer | None = None
        self._closures: dict[str, str] = {}
        self._answers: dict[str, str] = {}
        self.doors = ContentDoors(content, registry, blobs=blobs, closure=self._closure)

    def refresh(self) -> None:
        """Look again at what everything reads: the theme and the outlet may have changed."""
        self._answers.clear()
        head = self._content.head("theme", "theme")
        name = head.digest if head else ""
        if name == self._theme:
            return
        theme = self._content.record("theme", head) if head else None
        self._inner = self._theming.renderer(theme, self._blobs)
        self._closures.clear()
        self._theme = name

    def _closure(self, template: str) -> str:
        if template not in self._closures:
            self._closures[template] = self._theming.closure(self._renderer(), template)
        return self._closures[template]

    def _renderer(self) -> Renderer:
        if self._inner is None:
            self.refresh()
        assert self._inner is not None
        return self._inner

    def answer(self, subject: str) -> str:
        """The digest of the present answer to a global subject, remembered until ``refresh``."""
        if subject not in self._answers:
            self._answers[subject] = answer_digest(self._content, subject, self._closure)
        return self._answers[subject]

    @property
    def theme(self) -> str:
        """The digest of the theme's record as of the last ``refresh``; empty before the first."""
        return self._theme or ""

    def theme_files(self) -> dict[str, bytes]:
        """The bytes of every file that the theme in force names, by digest."""
        head = self._content.head("theme", "theme")
        theme = self._content.record("theme", head) if head else None
        named = [*theme.templates.values(), *theme.assets.values()] if theme else []
        return {file.digest: self._blobs(file.digest) for file in named}

    def is_text(self, entry: Entry) -> bool:
        """Whether ``entry`` is made of records and templates, not of a stored file's bytes."""
        return self._registry.family(entry.family).compressed

    def render(self, entry: Entry) -> Rendered:
        """The bytes of ``entry``; raises ``RenderError`` with the article to blame, if any."""
        family = self._registry.family(entry.family)
        claim = Claim(entry.path, entry.args, entry.order)
        self.doors.forget()
        # Other code may make another page of the same content: the version is read by all.
        self.doors.setting("press_version")
        try:
            check_path(entry.path)
            data = family.render(claim, self.doors, _Recording(self._renderer(), self.doors))
        except Exception as error:  # whatever a page raises, the other pages go on
            if is_outside(error):
                # A database that is away, a disk that fails: no article is to blame for them.
                raise
            cause = str(error) or type(error).__name__
            reads = frozenset(self.doors.reads)
            raise RenderError(entry.path, cause, family.blames(claim), reads) from error
        made = Made(replace(entry, digest=digest(data)), len(data), frozenset(self.doors.reads))
        return Rendered(made, data)
