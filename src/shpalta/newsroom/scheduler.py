"""What falls due: publications, expiries, pages that a trigger noted. One by one.

Wagtail's own command stops at the first revision that fails and holds back the rest; here a bad
one is named on its article and the others go out. It is tried again each time.
"""

import logging
import threading
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import close_old_connections, transaction
from wagtail.models import Page, Revision

from shpalta.lib import events
from shpalta.newsroom import clock
from shpalta.newsroom.acts import acting
from shpalta.newsroom.journaling import seal_article
from shpalta.newsroom.queueing import forget_ended

logger = logging.getLogger("shpalta.newsroom.schedule")
LONGEST_SLEEP = 5.0
SWEEP_EVERY = 60.0


@dataclass(slots=True)
class Report:
    """What was done, by title, and what failed, with the reason."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    sealed: int = 0
    failed: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.published or self.expired or self.sealed or self.failed)


def run_due(now: datetime | None = None) -> Report:
    """Everything that is due at ``now``."""
    moment = now or clock.now()
    report = Report()
    for page in Page.objects.filter(live=True, expire_at__lte=moment).order_by("expire_at", "pk"):
        deed = partial(_expire, page)
        _one(report, page.pk, str(page), report.expired, deed, events.DUE_EXPIRED)
    due = Revision.objects.filter(approved_go_live_at__lte=moment)
    for revision in due.order_by("approved_go_live_at", "pk"):
        number = int(revision.object_id)
        _one(
            report,
            number,
            revision.object_str,
            report.published,
            partial(revision.publish, log_action="wagtail.publish.scheduled"),
            events.DUE_PUBLISHED,
        )
    return report


def sweep_unsealed(report: Report | None = None) -> Report:
    """Seal every page that the trigger noted and no save has sealed: at start and each minute."""
    from shpalta.newsroom.models import Unsealed

    report = report or Report()
    for number in list(Unsealed.objects.values_list("page_id", flat=True)):
        done: list[str] = []
        deed = partial(_seal_noted, number)
        _one(report, number, f"#{number}", done, deed, events.DUE_SEALED)
        report.sealed += len(done)
    return report


def watch(stop: threading.Event) -> None:
    """Run what is due until ``stop`` is set."""
    since_sweep = SWEEP_EVERY
    while not stop.is_set():
        close_old_connections()
        try:
            if since_sweep >= SWEEP_EVERY:
                sweep_unsealed()
                forget_ended(clock.now())
                since_sweep = 0.0
            run_due()
        except Exception as error:
            # A database that is away for a moment must not end the process.
            events.emit(logger, events.SCHEDULE_FAILED, trace=True, error=repr(error))
        pause = _seconds_to_next()
        since_sweep += pause
        stop.wait(pause)


def _seconds_to_next() -> float:
    """Until the next thing falls due, at most a few seconds: new ones are looked for meanwhile."""
    try:
        due = Revision.objects.filter(approved_go_live_at__isnull=False)
        first = due.order_by("approved_go_live_at").values_list("approved_go_live_at", flat=True)
        dates = list(first[:1])
    except Exception as error:
        events.emit(logger, events.SCHEDULE_FAILED, trace=True, error=repr(error))
        dates = []
    if not dates:
        return LONGEST_SLEEP
    return min(LONGEST_SLEEP, max(0.2, (dates[0] - clock.now()).total_seconds()))


def _expire(page: Page) -> None:
    with acting("expire"):
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _seal_noted(number: int) -> None:
    with acting():
        seal_article(number)


def _one(
    report: Report,
    number: int,
    title: str,
    done: list[str],
    deed: Any,
    event: events.Event,
) -> None:
    """Do one thing in a transaction of its own; a failure is named on its article."""
    try:
        with transaction.atomic():
            deed()
    except Exception as error:
        reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        reason = reason or type(error).__name__
        report.failed[title] = reason
        if _say_why(number, reason):
            events.emit(logger, events.DUE_FAILED, trace=True, page=number, error=reason)
    else:
        done.append(title)
        _say_why(number, "")
        events.emit(logger, event, page=number)


def _say_why(number: int, reason: str) -> bool:
    """Show the reason at the article; whether it is new."""
    from shpalta.newsroom.models import Article, Unsealed

    Unsealed.objects.filter(page_id=number).update(error=reason)
    articles = Article.objects.filter(pk=number).exclude(problem=reason)
    return articles.update(problem=reason) > 0
