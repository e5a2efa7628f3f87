"""The fronts of the outlet's languages: what stands on them, since when, chosen by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Subquery, Value

from shpalta.newsroom import clock, preview
from shpalta.newsroom.arrangement import Arrangement
from shpalta.press.errors import PressError
from shpalta.records import Front as FrontRecord
from shpalta.records import decode

if TYPE_CHECKING:
    from wagtail.models import Locale

    from shpalta.newsroom.models import Act, Article, Front

KIND = "front"
LOOKED_AT = 50
"""The last publications of a language among which the newest article is looked for."""


def front_of(locale: "Locale", *, locked: bool = False) -> "Front":
    """The front of a language; one that is not stored yet where nobody has chosen anything.

    ``locked``: others who would save it wait until this transaction ends; it is stored then.
    """
    from shpalta.newsroom.models import Front

    if locked:
        Front.objects.bulk_create([Front(locale=locale)], ignore_conflicts=True)
        return Front.objects.select_for_update().get(locale=locale)
    return Front.objects.filter(locale=locale).first() or Front(locale=locale)


def version_of(language: str) -> int:
    """The journal position of a front's newest copy; 0 before the first."""
    from shpalta.newsroom.models import Journal

    rows = Journal.objects.filter(kind=KIND, subject=language).order_by("-position")
    found: int | None = rows.values_list("position", flat=True).first()
    return found or 0


def arrangement_at(language: str, version: int) -> Arrangement:
    """What stood on a front at a version; nothing for a version that it never had."""
    from shpalta.newsroom.models import Journal

    row = Journal.objects.filter(kind=KIND, subject=language, position=version).first()
    if row is None or row.record is None:
        return Arrangement()
    record: FrontRecord = decode(KIND, bytes(row.record))
    return Arrangement(record.lead, record.pins)


def acts_since(language: str, version: int = 0) -> "list[Act]":
    """The acts that changed a front after a version, the newest first."""
    from shpalta.newsroom.models import Act

    acts = Act.objects.filter(subject_kind=KIND, subject=language, first_position__gt=version)
    return list(acts.select_related("who"))


def articles_by_id(locale: "Locale", ids: Iterable[str]) -> "dict[str, Article]":
    """The articles of a language among ``ids``."""
    from shpalta.newsroom.models import Article

    found = Article.objects.filter(locale=locale, slug__in=list(ids))
    return {article.uid: article for article in found.select_related("section").defer("body")}


@dataclass(frozen=True, slots=True)
class Filled:
    """An article that the rule puts on the front, and where."""

    article: "Article"
    place: str
    """``lead``, ``seconds``, ``thirds``, ``briefs``, or ``section`` for the row of its section."""


def filled_of(locale: "Locale", arrangement: Arrangement) -> list[Filled] | None:
    """What the press's rule adds to an arrangement, in the order of reading; None where no press
    can say it.
    """
    record = FrontRecord(locale.language_code, arrangement.lead, arrangement.pins)
    try:
        rows = preview.press().front(record)
    except PressError:
        return None
    places = {
        uid: name.partition(":")[0]
        for name, ids in rows
        for uid in ids
        if arrangement.place_of(uid) is None
    }
    articles = articles_by_id(locale, places)
    return [Filled(articles[uid], name) for uid, name in places.items() if uid in articles]


@dataclass(frozen=True, slots=True)
class Stale:
    """A front that has not changed for longer than the outlet allows."""

    locale: Any
    hours: int
    """Whole hours since the last change."""


def stale_of(locale: "Locale") -> Stale | None:
    """The warning for one language; None where nothing was public yet or all is well."""
    return next(iter(stale_among(lines().filter(locale=locale))), None)


def lines() -> Any:
    """The outlet's languages, the main one first."""
    from shpalta.newsroom.models import OutletLanguage

    return OutletLanguage.objects.select_related("locale").order_by("sort_order", "pk")


def stale_among(languages: Iterable[Any]) -> list[Stale]:
    """An act changes a front, and so does a new publication that is no advertising.

    In two queries. The second names each language: a database that is told which one it is about
    knows whether to begin with the newest articles or with the few of that language.
    """
    from shpalta.newsroom.models import Outlet

    found: list[Stale] = []
    moments: dict[str, Any] = {}
    for line in languages:
        moments[f"acted_{line.pk}"] = Subquery(_acts_on(line.locale).values("at")[:1])
        moments[f"published_{line.pk}"] = Subquery(_last_published(line.locale))
    outlet = Outlet.objects.values("front_warning_hours", **moments).first()
    if outlet is None or not outlet["front_warning_hours"]:
        return found
    now, limit = clock.now(), outlet["front_warning_hours"]
    for line in languages:
        known = (outlet[f"acted_{line.pk}"], outlet[f"published_{line.pk}"])
        last = max((moment for moment in known if moment), default=None)
        if last and now - last >= timedelta(hours=limit):
            found.append(Stale(line.locale, (now - last) // timedelta(hours=1)))
    return found


def _acts_on(locale: "Locale") -> Any:
    from shpalta.newsroom.models import Act

    acts = Act.objects.filter(subject_kind=KIND, subject=locale.language_code)
    return acts.order_by("-first_position")


def _last_published(locale: "Locale") -> Any:
    """When the newest public article of a language came out, advertising left out.

    It is looked for among those that became public last by Wagtail's own moment, which an index of
    its table has for each language; ours, which a backdating moves, stands in a table that knows
    no languages.
    """
    from wagtail.models import Page

    from shpalta.newsroom.models import Article

    public = Page.objects.filter(locale=locale, live=True, first_published_at__isnull=False)
    newest = public.order_by("-first_published_at").values("pk")[:LOOKED_AT]
    pieces = Article.objects.filter(pk__in=newest).exclude(genre=Article.Genre.ADVERTISING)
    grouped = pieces.order_by().annotate(all=Value(1)).values("all")
    return grouped.annotate(last=Max("published_at")).values("last")


def locales() -> "list[Locale]":
    """The languages that have a front, the main one first."""
    return [line.locale for line in lines()]
