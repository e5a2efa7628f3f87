"""What a stored article's public state comes to: settled columns, facts, the kind of act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from shpalta.newsroom import acts, addressing, clock, sealing
from shpalta.newsroom.checklist import missing
from shpalta.newsroom.errors import EmbargoHolds, SealingRefused
from shpalta.newsroom.related import related_to
from shpalta.press.journal import Fact
from shpalta.records import Article as Record
from shpalta.records import decode

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be journaled, as which kind of act, and who is known to have caused it."""

    kind: str = ""
    facts: Sequence[Fact] = field(default_factory=tuple)
    user: Any = None


def settle(article: "Article") -> Outcome:
    """Bring the public state of a freshly read article in order; what is to be journaled of it."""
    before = _last_record(article)
    if article.live:
        return _publish(article, before)
    if before is not None:
        return _retract(article)
    return Outcome()


def record_of(article: "Article") -> Record:
    """The record of an article as it stands in memory, stored or not: what a preview shows."""
    return _record(article, _last_record(article))


def _publish(article: "Article", before: Record | None) -> Outcome:
    _refuse_what_is_not_public(article)
    now = clock.now()
    path_before = before.path if before else ""
    _settle_columns(article, now)
    path = addressing.path_of(article)
    record = _record(article, before)
    if before is not None and record == before:
        _clear(article)
        return Outcome()
    if article.embargo_until and article.embargo_until > now:
        raise EmbargoHolds.until(article.embargo_until)
    _refuse_incomplete(article)
    if before is not None and article.significant_change:
        article.changed_at = now
        record = msgspec.structs.replace(record, changed=clock.stamp(now))
    kind = _kind_of(article, before, moved=path_before != path)
    addressing.claim(article, path, now)
    _clear(article)
    kin = translation_facts(article.translation_key, but=article.pk)
    facts = [_fact(record), *_address_facts(article), *kin]
    user = article.live_revision.user if article.live_revision else None
    return Outcome(kind, facts, user)


def _kind_of(article: "Article", before: Record | None, *, moved: bool) -> str:
    if before is None:
        return "restore" if article.retracted_at else "publish"
    return "change_slug" if moved else "change"


def _retract(article: "Article") -> Outcome:
    """Off the site by whatever road: the reasons asked, or defaults that say what happened."""
    now = clock.now()
    decision = acts.current()
    article.retracted_at = now
    article.public_reason = decision.public_reason
    article.private_reason = decision.private_reason or (
        _("Expired on schedule.") if article.expired else _("Unpublished without a reason given.")
    )
    addressing.leave(article, now)
    _store(article, "retracted_at", "public_reason", "private_reason")
    facts = [Fact("article", article.uid, None), *_address_facts(article)]
    facts.append(Fact("social", article.uid, None))
    facts += translation_facts(article.translation_key, but=article.pk)
    return Outcome("expire" if article.expired else "retract", facts)


def _refuse_what_is_not_public(article: "Article") -> None:
    if article.alias_of_id:
        raise SealingRefused(_("Articles have no aliases."), code="alias")
    ancestors = [article.path[: length * article.steplen] for length in range(1, article.depth + 1)]
    if PageViewRestriction.objects.filter(page__path__in=ancestors).exists():
        raise SealingRefused(_("The page is private: what is published is public."), code="private")


def _refuse_incomplete(article: "Article") -> None:
    errors: dict[str, Any] = {}
    for problem in missing(article):
        errors.setdefault(problem.field, []).append(problem.message)
    if errors:
        raise SealingRefused(errors)


def _settle_columns(article: "Article", now: datetime) -> None:
    """The moment, the day and the slug: each fixed at the first publication."""
    from shpalta.newsroom.outlets import zone

    if article.published_at is None:
        article.published_at = now
    if article.day is None:
        article.day = clock.day_in(article.published_at, zone())
    if article.imported_path:
        addressing.check_imported(article.imported_path)
    article.public_slug = addressing.find_slug(article)


def _record(article: "Article", before: Record | None) -> Record:
    """The record, with the related articles chosen before, unless its place has changed since."""
    record = sealing.article_record(article, translations=_translations(article))
    earlier = before or _last_record(article, withdrawn=True)
    same_place = earlier and (earlier.section, earlier.topics) == (record.section, record.topics)
    related = earlier.related if earlier and same_place else related_to(article)
    return msgspec.structs.replace(record, related=related)


def _translations(article: "Article") -> dict[str, str]:
    others = _saying(article.translation_key, article.pk)
    return {other.locale.language_code: other.uid for other in others}


def _saying(key: Any, but: int | None) -> list["Article"]:
    """The live articles that say the same, one a language."""
    from shpalta.newsroom.models import Article

    return list(
        Article.objects.filter(translation_key=key, live=True, day__isnull=False)
        .exclude(pk=but)
        .select_related("locale", "section", "picture")
    )


def translation_facts(key: Any, *, but: int) -> list[Fact]:
    """The live articles that share a key, but one: each as it names its translations now."""
    facts = []
    for other in _saying(key, but):
        before = _last_record(other)
        if before is not None:
            facts.append(_fact(msgspec.structs.replace(before, translations=_translations(other))))
    return facts


def _address_facts(article: "Article") -> list[Fact]:
    from shpalta.newsroom.journaling import encoded

    facts = []
    for address in article.addresses.select_related("article__locale").order_by("pk"):
        address.article = article
        current = address.state == address.State.CURRENT
        record = None if current else encoded(sealing.redirect_record(address))
        facts.append(Fact("redirect", address.path, record))
    return facts


def _fact(record: Record) -> Fact:
    from shpalta.newsroom.journaling import encoded

    return Fact("article", record.id, encoded(record))


def _last_record(article: "Article", *, withdrawn: bool = False) -> Record | None:
    """The newest sealed copy; None when there is none, or when it is withdrawn unless asked."""
    from shpalta.newsroom.models import Journal

    rows = Journal.objects.filter(kind="article", subject=article.uid).order_by("-position")
    if withdrawn:
        rows = rows.filter(record__isnull=False)
    row = rows.first()
    if row is None or row.record is None:
        return None
    return decode("article", bytes(row.record))


def _clear(article: "Article") -> None:
    """Store what publication settled, and forget what it has answered."""
    article.significant_change = False
    article.retracted_at = None
    article.public_reason = article.private_reason = article.problem = ""
    _store(
        article,
        "published_at",
        "day",
        "changed_at",
        "public_slug",
        "significant_change",
        "retracted_at",
        "public_reason",
        "private_reason",
        "problem",
    )


def _store(article: "Article", *names: str) -> None:
    """Write columns past ``save``, which calls this."""
    from shpalta.newsroom.models import Article

    Article.objects.filter(pk=article.pk).update(**{name: getattr(article, name) for name in names})
