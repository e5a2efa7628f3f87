"""A content with some records laid on top: for previews and samples, never for pressing."""

from typing import Any

from shpalta.press.core.content import Content, Head

# Positions that no journal gives: laid records are found by them.
_FIRST = -1


class Overlay:
    """Reads like ``under``, except for the laid records. Listings stay as they are."""

    def __init__(self, under: Content) -> None:
        self._under = under
        self._heads: dict[tuple[str, str], Head] = {}
        self._records: dict[int, Any] = {}
        self._cards: dict[str, Any] = {}

    @property
    def changes(self) -> int:
        """Grows with what is laid on top too."""
        return self._under.changes + len(self._records)

    def lay(self, kind: str, subject: str, head: Head, record: Any, card: Any = None) -> None:
        """Put ``record`` on top; ``head`` gives its digest and path."""
        position = _FIRST - len(self._records)
        self._heads[(kind, subject)] = Head(position, head.digest, head.path)
        self._records[position] = record
        if card is not None:
            self._cards[subject] = card

    def __getattr__(self, name: str) -> Any:
        return getattr(self._under, name)

    def head(self, kind: str, subject: str) -> Head | None:
        """The laid record's head, or that of the content below."""
        return self._heads.get((kind, subject)) or self._under.head(kind, subject)

    def record(self, kind: str, head: Head) -> Any:
        """The laid record, or that of the content below."""
        if head.position in self._records:
            return self._records[head.position]
        return self._under.record(kind, head)

    def card(self, article: str) -> Any:
        """The laid card, or that of the content below."""
        return self._cards.get(article) or self._under.card(article)
