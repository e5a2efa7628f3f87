"""A content that is made from nothing in one go: a whole journal folded into empty tables.

The same answers as ``StoredContent``, with rows written by the thousand instead of one by one.
"""

from operator import itemgetter
from typing import Any

from shpalta.press.core.content import Head
from shpalta.press.core.leaves import Member, Standing
from shpalta.press.database import Database
from shpalta.press.store.content import StoredContent

_ROWS = 20_000
_Standings = dict[str, tuple[Standing, bool]]


class FoldingContent(StoredContent):
    """Answers what a fold that emits nothing asks; ``flush`` writes what is still in memory.

    Only for tables that were emptied, inside one transaction.
    """

    def __init__(self, tables: Database, rows: Database) -> None:
        super().__init__(tables, rows)
        self._waiting: dict[tuple[str, str], tuple[Head, Any | None] | None] = {}
        self._standings: dict[str, _Standings] = {}
        self._dirty: set[tuple[str, str]] = set()
        # Hashes alone: two that meet cost a question to the tables, and a million fit in memory.
        self._known: set[int] = set()
        self._listed: set[int] = set()

    def head(self, kind: str, subject: str) -> Head | None:
        key = kind, subject
        if key in self._waiting:
            found = self._waiting[key]
            return found and found[0]
        return super().head(kind, subject) if hash(key) in self._known else None

    def set_head(self, kind: str, subject: str, head: Head | None, card: Any | None) -> None:
        self._heads.pop((kind, subject), None)
        self._waiting[kind, subject] = None if head is None else (head, card)
        self._known.add(hash((kind, subject)))
        if len(self._waiting) + len(self._dirty) >= _ROWS:
            self.flush()

    def standings_of(self, article: str) -> list[tuple[str, Standing]]:
        found = self._standings_of(article)
        return sorted((name, standing) for name, (standing, _) in found.items())

    def _standings_of(self, article: str) -> _Standings:
        found = self._standings.get(article)
        if found is None:
            found = self._stored(article) if hash(article) in self._listed else {}
            self._standings[article] = found
        return found

    def _stored(self, article: str) -> _Standings:
        rows = self._tables.execute(
            "SELECT listing.name, place, live, opens FROM member"
            " JOIN listing ON listing.number = member.listing WHERE article = ?",
            (article,),
        ).fetchall()
        return {r[0]: (Standing(Member(r[1], article), bool(r[2])), bool(r[3])) for r in rows}

    def put(self, listing: str, standing: Standing, *, opens: bool) -> None:
        article = standing.member.id
        self._standings_of(article)[listing] = standing, opens
        self._listed.add(hash(article))
        self._dirty.add((listing, article))

    def drop(self, listing: str, article: str) -> None:
        self._standings_of(article).pop(listing, None)
        self._dirty.add((listing, article))

    def flush(self) -> None:
        """Write what is still in memory."""
        self._flush_heads()
        self._flush_members()

    def _flush_heads(self) -> None:
        gone = [key for key, value in self._waiting.items() if value is None]
        self._tables.executemany("DELETE FROM head WHERE kind = ? AND id = ?", gone)
        self._tables.executemany(
            "INSERT INTO head (kind, id, position, digest, path, card, published)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
            " position = excluded.position, digest = excluded.digest, path = excluded.path,"
            " card = excluded.card, published = excluded.published",
            [
                (kind, subject, head.position, head.digest, head.path, *self._packed(card))
                for (kind, subject), value in sorted(self._waiting.items(), key=itemgetter(0))
                if value is not None
                for head, card in (value,)
            ],
        )
        self._waiting.clear()

    def _packed(self, card: Any | None) -> tuple[bytes | None, str | None]:
        return (None, None) if card is None else (self._encode_card(card), card.published)

    def _flush_members(self) -> None:
        gone, there = [], []
        for listing, article in sorted(self._dirty):
            number = self._number(listing, make=True)
            found = self._standings[article].get(listing)
            if found is None:
                gone.append((number, article))
                continue
            standing, opens = found
            there.append((number, article, standing.member.order, int(standing.live), int(opens)))
        self._tables.executemany("DELETE FROM member WHERE listing = ? AND article = ?", gone)
        self._tables.executemany(
            "INSERT INTO member (listing, article, place, live, opens) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (listing, article) DO UPDATE SET"
            " place = excluded.place, live = excluded.live, opens = excluded.opens",
            there,
        )
        self._dirty.clear()
        self._standings.clear()
