"""The acts that an archive came of, in the order of their times, and their journal rows. Pure."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import msgspec

from benchmarks.archive import Archive, stamp
from benchmarks.pictures import own_picture
from shpalta.lib.digests import SALT_BYTES, commitment, digest
from shpalta.press.journal import NULL_RECORD
from shpalta.records import Article, Record, Redirect

REASON = "Матеріал знято: факти не підтвердилися."
PRIVATE = "На прохання редактора."
CHANGED_AFTER, RETRACTED_AFTER = timedelta(hours=3), timedelta(hours=9)

# Canonical as ``records.encode`` writes it, thirty times as fast: held by a test.
encode = msgspec.json.Encoder(order="sorted").encode

JournalRow = tuple[str, str, str, str, str, str | None, bytes | None, bytes, bytes]
"""act, act_id, at, kind, id, digest, record, salt, commitment: all but the position."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: whose, when, and the records that it sealed (None: withdrawn)."""

    kind: str
    uid: str
    at: datetime
    subject: tuple[str, str]
    facts: tuple[tuple[str, str, Record | None], ...]
    public_reason: str = ""
    private_reason: str = ""

    def rows(self, seed: int) -> list[JournalRow]:
        """The journal rows of the act."""
        return [self._row(seed, *fact) for fact in self.facts]

    def _row(self, seed: int, kind: str, ident: str, record: Record | None) -> JournalRow:
        data = None if record is None else encode(record)
        key = f"{seed}/salt/{self.uid}/{kind}/{ident}".encode()
        salt = blake2b(key, digest_size=SALT_BYTES).digest()
        sealed = commitment(salt, NULL_RECORD if data is None else data)
        name = None if data is None else digest(data)
        return self.kind, self.uid, stamp(self.at), kind, ident, name, data, salt, sealed


def published(article: Article) -> datetime:
    """When ``article`` was first published."""
    return datetime.fromisoformat(article.first_published).astimezone(UTC)


def acts_of(archive: Archive, number: int, article: Article) -> Iterator[Act]:
    """What was done to one article; its own picture was uploaded before."""
    subject, at = ("article", article.id), published(article)
    if archive.own_picture(number):
        picture = own_picture(archive, number)
        facts = (("picture", picture.id, picture),)
        yield Act("entity", f"upload-{article.id}", at, ("picture", picture.id), facts)
    first = msgspec.structs.replace(article, changed="")
    yield Act("publish", f"publish-{article.id}", at, subject, ((*subject, first),))
    if article.changed:
        changed = datetime.fromisoformat(article.changed).astimezone(UTC)
        yield Act("change", f"change-{article.id}", changed, subject, ((*subject, article),))
    if archive.retracted(number):
        gone = at + RETRACTED_AFTER
        notice = Redirect(article.path, "uk", gone=True, reason=REASON, at=stamp(gone))
        facts_of_end = ((*subject, None), ("redirect", article.path, notice))
        uid = f"retract-{article.id}"
        yield Act("retract", uid, gone, subject, facts_of_end, REASON, PRIVATE)


def acts(archive: Archive, start: int, stop: int) -> Iterator[Act]:
    """The acts of the articles of these numbers, by time; what was done later than the last of
    them was published comes at the end.
    """
    for act, _number, _article in told(archive, start, stop):
        yield act


def told(archive: Archive, start: int, stop: int) -> Iterator[tuple[Act, int, Article]]:
    """The same, each with the article and its number."""
    waiting: list[tuple[datetime, int, int, Act, Article]] = []
    for number, article in enumerate(archive.articles(start, stop), start):
        now = published(article)
        while waiting and waiting[0][0] < now:
            _, known, _, act, of = heapq.heappop(waiting)
            yield act, known, of
        for order, act in enumerate(acts_of(archive, number, article)):
            if act.at > now:
                heapq.heappush(waiting, (act.at, number, order, act, article))
            else:
                yield act, number, article
    while waiting:
        _, known, _, act, of = heapq.heappop(waiting)
        yield act, known, of
