"""An archive of so many articles as sealed records: the same bytes for the same seed."""

import base64
import random
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
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
    Span,
    Subhead,
    Text,
    Topic,
)
from shpalta.records.article import Genre

SEED = 20261123
SECTIONS, TOPICS, CONTRIBUTORS, PICTURES = 6, 40, 30, 8
SHORTEST, LONGEST = 2500, 6000
LAST = datetime(2026, 6, 30, 18, 0, tzinfo=UTC)
YEARS = 10
ZONE = "Europe/Kyiv"
RELATED = 3
_GENRES: tuple[Genre, ...] = ("news",) * 14 + ("report", "interview", "analysis", "opinion")


@dataclass
class Archive:
    """The records of a newsroom with ``count`` articles; each property is made once."""

    count: int
    seed: int = SEED
    pictures: tuple[str, ...] = ()
    """Ids of the pictures that articles show: see ``benchmarks.pictures``."""

    _earlier: dict[str, deque[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The sentences that every text is made of."""
        return Vocabulary(self.seed)

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
        """Those of the sample, and pairs of them."""
        chance = random.Random(f"{self.seed}/topics")
        names = [item["name"] for item in entities()["topics"]]
        pairs = (f"{a}: {b.lower()}" for a in names for b in names if a != b)
        names += chance.sample(list(pairs), TOPICS)
        return tuple(
            Topic(new_id(chance), "uk", name, entity_path("topic", slug_of(name)))
            for name in names[:TOPICS]
        )

    @cached_property
    def contributors(self) -> tuple[Contributor, ...]:
        """First names and surnames of the sample's people, combined anew."""
        chance = random.Random(f"{self.seed}/contributors")
        people = [item["name"].split() for item in entities()["contributors"]]
        names = [f"{a[0]} {b[-1]}" for a in people for b in people if len(a) > 1 and len(b) > 1]
        chosen = chance.sample(sorted(set(names)), CONTRIBUTORS)
        return tuple(
            Contributor(new_id(chance), name, entity_path("contributor", slug_of(name)))
            for name in chosen
        )

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

    def articles(self) -> Iterator[Article]:
        """The articles, oldest first; later ones link to older ones."""
        chance = random.Random(f"{self.seed}/articles/{self.count}")
        span = timedelta(days=365 * YEARS).total_seconds()
        moments = sorted(int(chance.random() * span) for _ in range(self.count))
        first = LAST - timedelta(seconds=span)
        taken: dict[str, set[str]] = defaultdict(set)
        self._earlier = defaultdict(lambda: deque(maxlen=40))
        for seconds in moments:
            yield self.article(chance, first + timedelta(seconds=seconds), taken)

    def article(
        self,
        chance: random.Random,
        moment: datetime,
        taken: dict[str, set[str]],
        *,
        length: int | None = None,
    ) -> Article:
        """One article of about ``length`` characters; slugs of its day are in ``taken``."""
        ident = new_id(chance)
        section = chance.choice(self.sections)
        topics = sorted(chance.sample(self.topics, chance.randint(1, 3)), key=lambda t: t.name)
        earlier = self._earlier.setdefault(topics[0].id, deque(maxlen=40))
        headline = self.vocabulary.line(chance, 9)
        path = _path(headline, moment, taken)
        picture = chance.choice(self.pictures) if self.pictures and chance.random() < 0.7 else ""
        words = PictureUse(picture, self.vocabulary.line(chance, 12)) if picture else None
        length = chance.randint(SHORTEST, LONGEST) if length is None else length
        made = Article(
            id=ident,
            language="uk",
            path=path,
            headline=headline,
            section=section.id,
            genre=chance.choice(_GENRES),
            first_published=stamp(moment),
            lead=" ".join(chance.sample(self.vocabulary.pool, 2)),
            topics=tuple(topic.id for topic in topics),
            bylines=self._bylines(chance),
            dateline="Тихобрід" if chance.random() < 0.3 else "",
            picture=words,
            body=tuple(self._body(chance, length, earlier)),
            changed=stamp(moment + timedelta(hours=3)) if chance.random() < 0.05 else "",
            related=tuple(list(earlier)[: -RELATED - 1 : -1]),
            day=_day(moment),
        )
        earlier.append(ident)
        return made

    def _bylines(self, chance: random.Random) -> tuple[Byline, ...]:
        people = chance.sample(self.contributors, chance.choice((1, 1, 1, 2)))
        roles = ("author", "photographer")
        return tuple(Byline(p.id, role) for p, role in zip(people, roles, strict=False))

    def _body(self, chance: random.Random, length: int, earlier: deque[str]) -> Iterator[Block]:
        """Text in pieces of three paragraphs, a subhead or a quotation or a picture between."""
        paragraphs = list(self.vocabulary.paragraphs(chance, length))
        for start in range(0, len(paragraphs), 3):
            if start:
                yield self._between(chance)
            piece = [
                Paragraph(new_id(chance), (Span(text),)) for text in paragraphs[start : start + 3]
            ]
            if earlier and chance.random() < 0.2:
                piece[-1] = _linked(piece[-1], chance.choice(earlier))
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
    return base64.b32encode(chance.randbytes(8)).decode().rstrip("=").lower()


def stamp(moment: datetime) -> str:
    """``moment`` as records write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _path(headline: str, moment: datetime, taken: dict[str, set[str]]) -> str:
    day = _day(moment)
    slug = free_slug(slug_of(headline), taken[day])
    taken[day].add(slug)
    return article_path(date.fromisoformat(day), slug)


def _day(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(ZONE)).date().isoformat()


def _linked(paragraph: Paragraph, article: str) -> Paragraph:
    """The paragraph with its middle words as a link to an older article."""
    words = paragraph.spans[0].text.split(" ")
    third = max(1, len(words) // 3)
    before, inside, after = words[:third], words[third : third + 4], words[third + 4 :]
    spans = [Span(" ".join(before) + " "), Span(" ".join(inside), link=ArticleLink(article))]
    if after:
        spans.append(Span(" " + " ".join(after)))
    return Paragraph(paragraph.id, tuple(spans))
