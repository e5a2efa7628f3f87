"""A content in the press's tables; sealed records themselves stay in the journal."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from shpalta.press import journal
from shpalta.press.core.content import Head, Retired, Version
from shpalta.press.core.leaves import Member, Standing
from shpalta.press.database import Database
from shpalta.press.errors import JournalError
from shpalta.records import Card, decode

_CACHED = 4096
# Whole articles are large and seldom asked for twice; entities are few and asked for always.
_RECORDS = 1024
# Sections, held copies: what pages ask for whole. Kinds with more are asked for rarely.
_FEW = 256


class StoredContent:
    """Implements ``press.core.content.Content`` over the press's tables and the journal."""

    def __init__(self, tables: Database, rows: Database) -> None:
        self.changes = 0
        self._tables = tables
        self._journal = rows
        self._records: OrderedDict[int, Any] = OrderedDict()
        self._cards: OrderedDict[str, Any] = OrderedDict()
        self._heads: OrderedDict[tuple[str, str], Head | None] = OrderedDict()
        self._kinds: dict[str, list[tuple[str, Head]]] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._decode_card = msgspec.json.Decoder(Card).decode
        self._encode_card = msgspec.json.Encoder().encode

    def forget(self) -> None:
        """Drop what is remembered in this process: after a rollback, or another writer's turn."""
        self.changes += 1
        self._records.clear()
        self._cards.clear()
        self._heads.clear()
        self._kinds.clear()
        self._numbers.clear()
        self._names.clear()

    # -- heads ----------------------------------------------------------------------------------

    def head(self, kind: str, subject: str) -> Head | None:
        key = (kind, subject)
        if key in self._heads:
            self._heads.move_to_end(key)
            return self._heads[key]
        row = self._tables.execute(
            "SELECT position, digest, path FROM head WHERE kind = ? AND id = ?", (kind, subject)
        ).fetchone()
        head = Head(*row) if row else None
        _keep(self._heads, key, head)
        return head

    def set_head(self, kind: str, subject: str, head: Head | None, card: Any | None) -> None:
        self.changes += 1
        self._cards.pop(subject, None)
        self._heads.pop((kind, subject), None)
        self._kinds.pop(kind, None)
        if head is None:
            self._tables.execute("DELETE FROM head WHERE kind = ? AND id = ?", (kind, subject))
            return
        packed = None if card is None else self._encode_card(card)
        published = None if card is None else card.published
        self._tables.execute(
            "INSERT INTO head (kind, id, position, digest, path, card, published)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
            " position = excluded.position, digest = excluded.digest, path = excluded.path,"
            " card = excluded.card, published = excluded.published",
            (kind, subject, head.position, head.digest, head.path, packed, published),
        )

    def heads(self, kind: str) -> list[tuple[str, Head]]:
        if kind in self._kinds:
            return list(self._kinds[kind])
        rows = self._tables.execute(
            "SELECT id, position, digest, path FROM head WHERE kind = ?", (kind,)
        ).fetchall()
        found = sorted(((row[0], Head(*row[1:])) for row in rows), key=lambda item: item[0])
        if len(found) <= _FEW:
            self._kinds[kind] = list(found)
        return found

    def subjects(self) -> Iterator[tuple[str, str]]:
        last = ("", "")
        while True:
            rows = self._tables.execute(
                "SELECT kind, id FROM head WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT 5000",
                last,
            ).fetchall()
            if not rows:
                return
            yield from (tuple(row) for row in rows)
            last = tuple(rows[-1])

    def card(self, article: str) -> Any | None:
        if article in self._cards:
            self._cards.move_to_end(article)
            return self._cards[article]
        row = self._tables.execute(
            "SELECT card FROM head WHERE kind = 'article' AND id = ?", (article,)
        ).fetchone()
        card = self._decode_card(bytes(row[0])) if row and row[0] is not None else None
        return _keep(self._cards, article, card)

    def record(self, kind: str, head: Head) -> Any:
        if head.position in self._records:
            self._records.move_to_end(head.position)
            return self._records[head.position]
        data = journal.record_at(self._journal, head.position)
        if data is None:
            raise JournalError(f"row {head.position} holds no {kind} any more")
        return _keep(self._records, head.position, decode(kind, data), _RECORDS)

    def remember(self, position: int, record: Any) -> None:
        """Keep a record that was decoded anyway."""
        _keep(self._records, position, record, _RECORDS)

    def versions(self, kind: str, subject: str, upto: int) -> Iterable[Version]:
        rows = journal.rows_of(self._journal, kind, subject)
        return [Version(row.position, row.digest) for row in reversed(rows) if row.position <= upto]

    def claimant(self, path: str, other_than: tuple[str, str] | None = None) -> str | None:
        rows = self._tables.execute(
            "SELECT kind, id FROM head WHERE path = ? AND path <> ''", (path,)
        ).fetchall()
        found = [f"{kind}:{subject}" for kind, subject in rows if (kind, subject) != other_than]
        return min(found, default=None)

    # -- listings -------------------------------------------------------------------------------

    def _number(self, listing: str, *, make: bool = False) -> int:
        number = self._numbers.get(listing)
        if number is None:
            row = self._tables.execute(
                "SELECT number FROM listing WHERE name = ?", (listing,)
            ).fetchone()
            if row is None and make:
                row = self._tables.execute(
                    "INSERT INTO listing (name) VALUES (?) RETURNING number", (listing,)
                ).fetchone()
            if row is None:
                return -1
            number = self._numbers[listing] = row[0]
            self._names[number] = listing
        return number

    def standing(self, listing: str, article: str) -> Standing | None:
        row = self._tables.execute(
            "SELECT place, live FROM member WHERE listing = ? AND article = ?",
            (self._number(listing), article),
        ).fetchone()
        return Standing(Member(row[0], article), bool(row[1])) if row else None

    def standings_of(self, article: str) -> list[tuple[str, Standing]]:
        rows = self._tables.execute(
            "SELECT listing.name, place, live FROM member"
            " JOIN listing ON listing.number = member.listing WHERE article = ?",
            (article,),
        ).fetchall()
        found = [(row[0], Standing(Member(row[1], article), bool(row[2]))) for row in rows]
        return sorted(found, key=lambda item: item[0])

    def put(self, listing: str, standing: Standing, *, opens: bool) -> None:
        self.changes += 1
        self._tables.execute(
            "INSERT INTO member (listing, article, place, live, opens) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (listing, article) DO UPDATE SET"
            " place = excluded.place, live = excluded.live, opens = excluded.opens",
            (
                self._number(listing, make=True),
                standing.member.id,
                standing.member.order,
                int(standing.live),
                int(opens),
            ),
        )

    def drop(self, listing: str, article: str) -> None:
        self.changes += 1
        self._tables.execute(
            "DELETE FROM member WHERE listing = ? AND article = ?", (self._number(listing), article)
        )

    def _members(self, where: str, listing: str, *values: Any) -> list[Member]:
        rows = self._tables.execute(
            f"SELECT place, article FROM member WHERE listing = ? AND {where}",  # noqa: S608
            (self._number(listing), *values),
        ).fetchall()
        return [Member(row[0], row[1]) for row in rows]

    def _member(self, where: str, listing: str, *values: Any) -> Member | None:
        return next(iter(self._members(where, listing, *values)), None)

    def live_between(self, listing: str, low: str, high: str | None) -> list[Member]:
        if high is None:
            return self._members("live = 1 AND place >= ? ORDER BY place", listing, low)
        return self._members(
            "live = 1 AND place >= ? AND place < ? ORDER BY place", listing, low, high
        )

    def rank(self, listing: str, low: str, order: str) -> int:
        row = self._tables.execute(
            "SELECT COUNT(*) FROM member"
            " WHERE listing = ? AND live = 1 AND place >= ? AND place < ?",
            (self._number(listing), low, order),
        ).fetchone()
        return int(row[0])

    def nth(self, listing: str, low: str, number: int) -> Member:
        where = "live = 1 AND place >= ? ORDER BY place LIMIT 1 OFFSET ?"
        return self._members(where, listing, low, number)[0]

    def opening_below(self, listing: str, order: str, *, inclusive: bool) -> Member | None:
        sign = "<=" if inclusive else "<"
        where = f"opens = 1 AND place {sign} ? ORDER BY place DESC LIMIT 1"
        return self._member(where, listing, order)

    def opening_above(self, listing: str, order: str) -> Member | None:
        return self._member("opens = 1 AND place > ? ORDER BY place LIMIT 1", listing, order)

    def newest(self, listing: str, limit: int, *, skip: int = 0) -> list[Member]:
        where = "live = 1 ORDER BY place DESC LIMIT ? OFFSET ?"
        return self._members(where, listing, limit, skip)

    def live_below(self, listing: str, order: str) -> Member | None:
        return self._member("live = 1 AND place < ? ORDER BY place DESC LIMIT 1", listing, order)

    def live_from(self, listing: str, order: str) -> Member | None:
        return self._member("live = 1 AND place >= ? ORDER BY place LIMIT 1", listing, order)

    def openings(self, listing: str) -> list[Member]:
        return self._members("opens = 1 ORDER BY place", listing)

    def listings(self) -> list[str]:
        return sorted(
            row[0]
            for row in self._tables.execute(
                "SELECT name FROM listing WHERE EXISTS"
                " (SELECT 1 FROM member WHERE member.listing = listing.number)"
            ).fetchall()
        )

    def published_between(self, low: str, high: str) -> list[str]:
        rows = self._tables.execute(
            "SELECT id FROM head WHERE published >= ? AND published < ?", (low, high)
        ).fetchall()
        return sorted(row[0] for row in rows)

    # -- assets of themes before ----------------------------------------------------------------

    def retired(self) -> list[Retired]:
        rows = self._tables.execute("SELECT path, digest, day FROM retired").fetchall()
        return sorted((Retired(*row) for row in rows), key=lambda r: r.path)

    def set_retired(self, retired: Iterable[Retired]) -> None:
        self.changes += 1
        self._tables.execute("DELETE FROM retired")
        self._tables.executemany(
            "INSERT INTO retired (path, digest, day) VALUES (?, ?, ?)",
            [(r.path, r.digest, r.day) for r in retired],
        )


def _keep(cache: OrderedDict[Any, Any], key: Any, value: Any, limit: int = _CACHED) -> Any:
    cache[key] = value
    if len(cache) > limit:
        cache.popitem(last=False)
    return value
