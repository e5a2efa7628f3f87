"""An archive of so many articles as sealed records: the same bytes for the same seed.

Every article follows from the seed and its number alone, so that any part of the archive can be
made by itself: processes share the work, and their number changes nothing.
"""

import random
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from benchmarks.vocabulary import Vocabulary, entities, outlet
from shpalta.lib.addresses import article_path, entity_path, free_slug, slug_of
from shpalta.records import (
    Article,
    ArticleLink,
    Block,
    Byline,
    Contributor,
    Credit,
    Language,
    MenuItem,
    Outlet,
    Paragraph,
    PictureBlock,
    PictureUse,
    Quote,
    Section,
    Series,
    Span,
    Subhead,
    Text,
    Topic,
)
from shpalta.records.article import Genre, Role

SEED = 20261123
SECTIONS, TOPICS, CONTRIBUTORS, PICTURES = 6, 40, 30, 8
SHORTEST, LONGEST = 2500, 6000
LAST = datetime(2026, 6, 30, 18, 0, tzinfo=UTC)
YEARS = 25
ZONE = "Europe/Kyiv"
RELATED = 3
PARTS, SERIES_EVERY = 6, 150
_WINDOW = 1600
"""How far back an article looks for those of its topic."""
_OWN, _CHANGED = 0.1, 0.05
_GENRES: tuple[Genre, ...] = ("news",) * 14 + ("report", "interview", "analysis", "opinion")


class Earlier(NamedTuple):
    """An article that later ones may link to."""

    number: int
    id: str


@dataclass
class Archive:
    """The records of a newsroom with ``count`` articles; each property is made once."""

    count: int
    seed: int = SEED
    pictures: tuple[str, ...] = ()
    """Ids of the pictures that articles share: see ``benchmarks.pictures``. Without any, no article
    has a picture."""

    lengths: tuple[int, int] = (SHORTEST, LONGEST)
    """Characters of the shortest and the longest body."""

    retractions: float = 0.005
    """The share of articles that were taken off the site."""

    ranks: Mapping[str, int] = field(default_factory=dict)
    """Places of topics by id where a database sorts names in another order than Python does."""

    _window: dict[int, deque[Earlier]] = field(default_factory=dict, repr=False)
    _reached: int = field(default=-1, repr=False)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The sentences that every text is made of."""
        return Vocabulary(self.seed)

    # -- entities -------------------------------------------------------------------------------

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Those of the sample."""
        chance = random.Random(f"{self.seed}/sections")
        return tuple(
            Section(
                new_id(chance),
                "uk",
                item["name"],
                entity_path("section", item["key"]),
                item["description"],
                order=order,
            )
            for order, item in enumerate(entities()["sections"][:SECTIONS], 1)
        )

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Those of the sample, and pairs of them; one more for every thousand articles, until all
        pairs are used.
        """
        chance = random.Random(f"{self.seed}/topics")
        names = [item["name"] for item in entities()["topics"]]
        pairs = [f"{a}: {b.lower()}" for a in names for b in names if a != b]
        chance.shuffle(pairs)
        names = [*names, *pairs][: TOPICS + self.count // 1000]
        return tuple(
            Topic(new_id(chance), "uk", name, entity_path("topic", slug_of(name))) for name in names
        )

    @cached_property
    def contributors(self) -> tuple[Contributor, ...]:
        """First names and surnames of the sample's people, combined anew; one more for every two
        thousand articles, until all are used.
        """
        chance = random.Random(f"{self.seed}/contributors")
        people = [item["name"].split() for item in entities()["contributors"]]
        names = {f"{a[0]} {b[-1]}" for a in people for b in people if len(a) > 1 and len(b) > 1}
        chosen = sorted(names)
        chance.shuffle(chosen)
        return tuple(
            Contributor(new_id(chance), name, entity_path("contributor", slug_of(name)))
            for name in chosen[: CONTRIBUTORS + self.count // 2000]
        )

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """One for every nine hundred articles."""
        chance = random.Random(f"{self.seed}/series")
        number = 1 + max(0, self.count - 1) // (PARTS * SERIES_EVERY)
        made = []
        for index in range(number):
            name = f"{self.vocabulary.line(chance, 4)[:90]}, {index + 1}"
            path = entity_path("series", slug_of(name))
            made.append(Series(new_id(chance), "uk", name, path, complete=index < number - 1))
        return tuple(made)

    @cached_property
    def credit(self) -> Credit:
        """The one credit of all pictures."""
        return Credit(new_id(random.Random(f"{self.seed}/credit")), outlet()["name"], "staff")

    @cached_property
    def outlet(self) -> Outlet:
        """The sample's outlet with one language and a menu of its sections."""
        return Outlet(
            name=outlet()["name"],
            languages=(Language("uk", "Українська", ""),),
            zone=ZONE,
            tagline=outlet()["tagline"],
            accent=outlet()["accent"],
            menu={"uk": tuple(MenuItem(section=section.id) for section in self.sections)},
        )

    # -- what follows from an article's number --------------------------------------------------

    def id_of(self, number: int) -> str:
        """The id of an article."""
        return _id(self._hash("article", number)[:8])

    def moment(self, number: int) -> datetime:
        """When an article was first published; later numbers are never earlier."""
        share = (number + self._share("moment", number)) / self.count
        return LAST - timedelta(seconds=int((1 - share) * 365 * 86_400 * YEARS))

    def own_picture(self, number: int) -> str:
        """The id of the picture that only this article shows; empty for most."""
        if not self.pictures or self._share("own", number) >= _OWN:
            return ""
        return _id(self._hash("picture", number)[:8])

    def changed(self, number: int) -> bool:
        """Whether an act has changed the article in a way that matters."""
        return self._share("changed", number) < _CHANGED

    def retracted(self, number: int) -> bool:
        """Whether the article was taken off the site in the end."""
        return self._share("retracted", number) < self.retractions

    def first_of_day(self, number: int) -> int:
        """The number of the first article of the same day."""
        day = _day(self.moment(number))
        return bisect_left(range(number + 1), day, key=lambda n: _day(self.moment(n)))

    def _topic(self, number: int) -> int:
        share = self._share("topic", number)
        return int(len(self.topics) * share * share)

    def _share(self, what: str, number: int) -> float:
        return int.from_bytes(self._hash(what, number)[:6], "big") / 2**48

    def _hash(self, what: str, number: int) -> bytes:
        return blake2b(f"{self.seed}/{what}/{number}".encode(), digest_size=16).digest()

    # -- articles -------------------------------------------------------------------------------

    def articles(self, start: int = 0, stop: int | None = None) -> Iterator[Article]:
        """The articles of these numbers, oldest first, as their last public copies stand; later
        ones link to older ones.
        """
        stop = self.count if stop is None else stop
        if start >= stop:
            return
        taken: dict[str, set[str]] = defaultdict(set)
        for number in range(self.first_of_day(start), start):
            self._path(self._headline(self._chance(number)), self.moment(number), taken)
        self._look_back(start)
        for number in range(start, stop):
            yield self._article(self._chance(number), self.moment(number), taken, number)
            self._remember(number)

    def article(
        self,
        chance: random.Random,
        moment: datetime,
        taken: dict[str, set[str]],
        *,
        length: int | None = None,
    ) -> Article:
        """One more article of about ``length`` characters; slugs of its day are in ``taken``."""
        self._look_back(self.count)
        return self._article(chance, moment, taken, None, length)

    def earlier(self) -> Mapping[str, int]:
        """Numbers by id of all that the article made last could link to."""
        return {one.id: one.number for found in self._window.values() for one in found}

    def _chance(self, number: int) -> random.Random:
        return random.Random(f"{self.seed}/{number}")

    def _look_back(self, number: int) -> None:
        """Be ready to make the article of this number: know those before it."""
        if self._reached == number:
            return
        self._window = {}
        for earlier in range(max(0, number - _WINDOW), number):
            self._remember(earlier)
        self._reached = number

    def _remember(self, number: int) -> None:
        found = self._window.setdefault(self._topic(number), deque(maxlen=40))
        found.append(Earlier(number, self.id_of(number)))
        self._reached = number + 1

    def _article(
        self,
        chance: random.Random,
        moment: datetime,
        taken: dict[str, set[str]],
        number: int | None,
        length: int | None = None,
    ) -> Article:
        headline = self._headline(chance)
        first = int(len(self.topics) * chance.random() ** 2) if number is None else None
        topic = self._topic(number or 0) if first is None else first
        at = self._reached
        earlier = [e for e in self._window.get(topic, ()) if e.number >= at - _WINDOW]
        path = self._path(headline, moment, taken)
        picture = self._main_picture(chance, number)
        length = chance.randint(*self.lengths) if length is None else length
        part = 0 if number is None or number % SERIES_EVERY else number // SERIES_EVERY + 1
        return Article(
            id=new_id(chance) if number is None else self.id_of(number),
            language="uk",
            path=path,
            headline=headline,
            section=chance.choice(self.sections).id,
            genre=chance.choice(_GENRES),
            first_published=stamp(moment),
            lead=" ".join(chance.sample(self.vocabulary.pool, 2)),
            topics=self._topics(chance, topic),
            bylines=self._bylines(chance),
            dateline="Тихобрід" if chance.random() < 0.3 else "",
            picture=PictureUse(picture, self.vocabulary.line(chance, 12)) if picture else None,
            body=tuple(self._body(chance, length, earlier)),
            changed=(
                stamp(moment + timedelta(hours=3))
                if number is not None and self.changed(number)
                else ""
            ),
            related=tuple(e.id for e in earlier[: -RELATED - 1 : -1]),
            day=_day(moment),
            series=self.series[(part - 1) // PARTS].id if part else "",
            part=(part - 1) % PARTS + 1 if part else 0,
        )

    def _headline(self, chance: random.Random) -> str:
        return self.vocabulary.line(chance, 9)

    @staticmethod
    def _path(headline: str, moment: datetime, taken: dict[str, set[str]]) -> str:
        day = _day(moment)
        slug = free_slug(slug_of(headline), taken[day])
        taken[day].add(slug)
        return article_path(date.fromisoformat(day), slug)

    def _topics(self, chance: random.Random, first: int) -> tuple[str, ...]:
        more = (int(len(self.topics) * chance.random() ** 2) for _ in range(chance.randint(0, 2)))
        found = {self.topics[index] for index in (first, *more)}
        ordered = sorted(found, key=lambda t: (self.ranks.get(t.id, 0), t.name))
        return tuple(topic.id for topic in ordered)

    def _main_picture(self, chance: random.Random, number: int | None) -> str:
        own = "" if number is None else self.own_picture(number)
        if own or not self.pictures or chance.random() >= 0.7:
            return own
        return self.pictures[int(len(self.pictures) * chance.random() ** 2)]

    def _bylines(self, chance: random.Random) -> tuple[Byline, ...]:
        people = [self._somebody(chance) for _ in range(chance.choice((1, 1, 1, 2)))]
        roles: tuple[Role, ...] = ("author", "photographer")
        names = dict.fromkeys(person.id for person in people)
        return tuple(Byline(name, role) for name, role in zip(names, roles, strict=False))

    def _somebody(self, chance: random.Random) -> Contributor:
        """A few write much, many write little."""
        return self.contributors[int(len(self.contributors) * chance.random() ** 2)]

    def _body(
        self, chance: random.Random, length: int, earlier: Sequence[Earlier]
    ) -> Iterator[Block]:
        """Text in pieces of three paragraphs, a subhead or a quotation or a picture between."""
        paragraphs = list(self.vocabulary.paragraphs(chance, length))
        for start in range(0, len(paragraphs), 3):
            if start:
                yield self._between(chance)
            piece = [
                Paragraph(new_id(chance), (Span(text),)) for text in paragraphs[start : start + 3]
            ]
            if earlier and chance.random() < 0.2:
                piece[-1] = _linked(piece[-1], chance.choice(earlier).id)
            yield Text(new_id(chance), tuple(piece))

    def _between(self, chance: random.Random) -> Block:
        kind = chance.random()
        if kind < 0.1 and self.pictures:
            use = PictureUse(chance.choice(self.pictures), self.vocabulary.line(chance, 10))
            return PictureBlock(new_id(chance), use)
        if kind < 0.35:
            speaker = chance.choice(self.contributors).name
            words = chance.choice(self.vocabulary.pool)
            return Quote(new_id(chance), words, speaker, "мешканець Тихоброду")
        return Subhead(new_id(chance), self.vocabulary.line(chance, 5))


def new_id(chance: random.Random) -> str:
    """An id of the form that the newsroom gives, by seeded chance."""
    return _id(chance.randbytes(8))


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]


def _id(data: bytes) -> str:
    """Eight bytes in base32, lower case, without padding; four times as fast as ``base64``."""
    bits = int.from_bytes(data, "big") << 1
    pairs = (_PAIRS[bits >> shift & 1023] for shift in (55, 45, 35, 25, 15, 5))
    return "".join(pairs) + _LETTERS[bits & 31]


def stamp(moment: datetime) -> str:
    """``moment`` as records write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_ZONE = ZoneInfo(ZONE)


def _day(moment: datetime) -> str:
    return moment.astimezone(_ZONE).date().isoformat()


def _linked(paragraph: Paragraph, article: str) -> Paragraph:
    """The paragraph with its middle words as a link to an older article."""
    words = paragraph.spans[0].text.split(" ")
    third = max(1, len(words) // 3)
    before, inside, after = words[:third], words[third : third + 4], words[third + 4 :]
    spans = [Span(" ".join(before) + " "), Span(" ".join(inside), link=ArticleLink(article))]
    if after:
        spans.append(Span(" " + " ".join(after)))
    return Paragraph(paragraph.id, tuple(spans))
