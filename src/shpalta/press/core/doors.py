"""The doors: every answer a render gets, and a note of every question it asked."""

from collections.abc import Callable, Hashable
from typing import Any

from shpalta.lib.canonical import canonical
from shpalta.lib.digests import digest
from shpalta.press.core import subjects, views
from shpalta.press.core.content import Content, Retired
from shpalta.press.core.family import Beside, Leaf, Registry, Window
from shpalta.press.core.fold import year_before

# Cards of some hundred leaves, and the frames of every section.
_KEPT = 10_000


class ContentDoors:
    """Doors over a content. ``reads`` are the subjects asked since the last ``forget``.

    ``closure`` gives the digest of a template with all it includes; ``blobs`` stored bytes.
    """

    def __init__(
        self,
        content: Content,
        registry: Registry,
        *,
        blobs: Callable[[str], bytes],
        closure: Callable[[str], str] = lambda name: "",
    ) -> None:
        self._content = content
        self._registry = registry
        self._blobs = blobs
        self._closure = closure
        self.reads: set[str] = set()
        self._kept: dict[Hashable, tuple[Any, frozenset[str]]] = {}
        self._seen = -1

    def forget(self) -> None:
        """Begin a new note."""
        self.reads = set()

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if self._seen != self._content.changes or len(self._kept) >= _KEPT:
            self._kept.clear()
            self._seen = self._content.changes
        found = self._kept.get(key)
        if found is None:
            outer, self.reads = self.reads, set()
            try:
                value = make()
            finally:
                inner, self.reads = self.reads, outer
                # Also when it fails: what it read may make it succeed another day.
                self.reads |= inner
            self._kept[key] = value, frozenset(inner)
            return value
        self.reads |= found[1]
        return found[0]

    def get(self, kind: str, subject: str) -> Any | None:
        self.reads.add(subjects.record(kind, subject))
        head = self._content.head(kind, subject)
        return None if head is None else self._content.record(kind, head)

    def card(self, article: str) -> Any | None:
        self.reads.add(subjects.card(article))
        return self._content.card(article)

    def window(self, listing: str, size: int) -> Window:
        if size not in self._registry.sizes(listing):
            raise KeyError(f"the registry has no window of {size} over {listing}")
        self.reads.add(subjects.window(listing, size))
        return views.window(self._content, listing, size, self._registry.grain(listing))

    def leaf(self, listing: str, opening: str) -> Leaf | None:
        self._check_leaves(listing)
        self.reads.add(subjects.leaf(listing, opening))
        return views.leaf(self._content, listing, opening, self._registry.grain(listing))

    def leaves(self, listing: str) -> tuple[str, ...]:
        self._check_leaves(listing)
        self.reads.add(subjects.leaves(listing))
        return views.leaves(self._content, listing, self._registry.grain(listing))

    def _check_leaves(self, listing: str) -> None:
        if not self._registry.grain(listing).leaves:
            raise KeyError(f"the registry has no leaves of {listing}")

    def beside(self, listing: str, article: str) -> Beside:
        if not self._registry.grain(listing).beside:
            raise KeyError(f"the registry has nothing beside members of {listing}")
        self.reads.add(subjects.beside(listing, article))
        return views.beside(self._content, listing, article)

    def exists(self, listing: str) -> bool:
        self.reads.add(subjects.exists(listing))
        return views.exists(self._content, listing)

    def absent(self, path: str) -> bool:
        self.reads.add(subjects.absent(path))
        return self._content.claimant(path) is None

    def setting(self, name: str) -> Any:
        self.reads.add(subjects.setting(name))
        return setting(self._content, name)

    def template(self, name: str) -> str:
        self.reads.add(subjects.template(name))
        return self._closure(name)

    def tick(self) -> Any | None:
        self.reads.add(subjects.TICK)
        head = self._content.head("tick", "tick")
        return None if head is None else self._content.record("tick", head)

    def aged(self, article: str) -> bool:
        self.reads.add(subjects.aged(article))
        card, head = self._content.card(article), self._content.head("tick", "tick")
        if card is None or head is None:
            return False
        return bool(card.published < year_before(self._content.record("tick", head).at))

    def retired(self) -> list[Retired]:
        """Assets of themes before this one that must still stand."""
        self.reads.add(subjects.record("theme", "theme"))
        return self._content.retired()

    def blob(self, name: str) -> bytes:
        return self._blobs(name)


def setting(content: Content, name: str) -> Any:
    """The value of ``outlet``, ``sections``, ``pages``, ``base_address`` or ``asset:NAME``.

    Raises ``KeyError`` for an unknown name and ``LookupError`` while there is no such record yet.
    """
    if name == "sections":
        return [content.record("section", head) for _, head in content.heads("section")]
    if name == "pages":
        return _pages(content)
    kind = "outlet" if name == "outlet" else "theme"
    head = content.head(kind, kind)
    if head is None:
        raise LookupError(f"the journal holds no {kind} yet: no page can be made without it")
    record = content.record(kind, head)
    if name == "outlet":
        return record
    if name in {"base_address", "press_version"}:
        return getattr(record, name)
    if name.startswith("asset:"):
        asset = record.assets.get(name.removeprefix("asset:"))
        if asset is None:
            raise LookupError(f"the theme has no {name.removeprefix('asset:')}")
        return asset.path
    raise KeyError(f"unknown setting {name!r}")


def _pages(content: Content) -> dict[str, list[str]]:
    """What menus show of free pages: a change of their text leaves every other page as it is."""
    return {s: [h.path, content.record("page", h).title] for s, h in content.heads("page")}


def answer_digest(content: Content, subject: str, closure: Callable[[str], str]) -> str:
    """The digest of the present answer to a global subject: what a stamp is made of."""
    kind, name = subject.split(":", 1)
    if kind == "template":
        return closure(name)
    if name == "outlet":
        head = content.head("outlet", "outlet")
        return head.digest if head else ""
    if name == "sections":
        return digest(canonical([[s, h.digest] for s, h in content.heads("section")]))
    if name == "pages":
        return digest(canonical(_pages(content)))
    try:
        return digest(canonical(setting(content, name)))
    except (LookupError, KeyError):
        return ""
