"""Figures for Prometheus, read from the tables when they are asked for.

Nothing is counted in the newsroom's own processes: several workers would each have counted a part,
and the press is another process. What the press alone can measure it keeps in its tables.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.db import connection
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from shpalta.backup import state
from shpalta.newsroom import clock, destinations, preview
from shpalta.newsroom.upcoming import next_due
from shpalta.press.api import WAVE_BOUNDS, Standing, adopt
from shpalta.press.errors import PressError


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: its name, what it means (with its unit), its labels."""

    name: str
    meaning: str
    labels: tuple[str, ...] = ()
    kind: str = "gauge"


BUILD = Metric("shpalta_build_info", "Version of the newsroom's code.", ("version",), "info")
POSITION = Metric("shpalta_journal_position", "Position of the newest journal row.")
CURSOR = Metric("shpalta_press_cursor", "Position of the last journal row that the press has read.")
BACKLOG = Metric("shpalta_press_backlog_rows", "Journal rows that the press has not read.")
QUEUE = Metric("shpalta_press_queue_files", "Files that wait to be written.", ("priority",))
SIBLINGS = Metric(
    "shpalta_press_siblings_due", "Files whose compressed copies are still to be made."
)
HELD = Metric("shpalta_press_held_articles", "Articles whose newest copy could not be pressed.")
FAILURES = Metric(
    "shpalta_press_failed_files", "Files that could not be made, with no article to blame."
)
RUNNING = Metric("shpalta_press_running", "1 while a press holds the lease.")
LEASE = Metric(
    "shpalta_press_lease_seconds", "Until the press's lease ends; below zero since it did."
)
FENCE = Metric("shpalta_press_fence", "Number of the lease: one more with each start of a press.")
OUT = Metric(
    "shpalta_press_last_publication_timestamp_seconds",
    "When the files of an article were last all written.",
)
WAVES = Metric(
    "shpalta_press_first_wave_seconds",
    "From the reading of an article's row until what its readers wait for was written.",
    kind="histogram",
)
FREE = Metric("shpalta_disk_free_bytes", "Free where the data folder is.")
INODES = Metric("shpalta_disk_free_inodes", "Files that can still be made there.")
UNSEALED = Metric(
    "shpalta_newsroom_unsealed_pages",
    "Pages that changed past every known road; sealed within a minute.",
)
TASKS = Metric("shpalta_newsroom_tasks", "Tasks of the newsroom's worker.", ("status",))
OVERDUE = Metric("shpalta_schedule_overdue_articles", "Scheduled articles whose moment has passed.")
NEXT = Metric("shpalta_schedule_next_timestamp_seconds", "When the next scheduled article is due.")
BACKUP = Metric("shpalta_backup_last_timestamp_seconds", "When the last backup ended.")
DRILL = Metric("shpalta_drill_last_timestamp_seconds", "When the last drill ended.")
DRILL_SUCCEEDED = Metric("shpalta_drill_last_succeeded", "1 when the last drill succeeded.")
WAITING = Metric(
    "shpalta_destination_waiting_files", "Files to be placed or removed there.", ("destination",)
)
LAG = Metric(
    "shpalta_destination_lag_seconds",
    "For how long the oldest of them has waited.",
    ("destination",),
)
SENDING = Metric("shpalta_destination_running", "1 while somebody sends there.", ("destination",))
TROUBLE = Metric(
    "shpalta_destination_trouble",
    "1 while something is wrong there, named by its kind.",
    ("destination", "problem"),
)

METRICS = [value for value in list(globals().values()) if isinstance(value, Metric)]
"""Every figure, in the order of the reference."""

_TASK_STATES = ("READY", "RUNNING", "FAILED")


def page() -> tuple[bytes, str]:
    """The figures as they are now, and the type of their text."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector())
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Collector:
    """Asked once for each page. A figure that never was (no backup yet) is left out."""

    def collect(self) -> Iterator[Any]:
        build = InfoMetricFamily(BUILD.name.removesuffix("_info"), BUILD.meaning)
        build.add_metric([], {"version": version("shpalta")})
        yield build
        yield from _of_press(preview.press().standing())
        yield from _of_disk()
        yield from _of_newsroom()
        yield from _of_backups()
        yield from _of_destinations()


def _of_press(found: Standing) -> Iterator[Any]:
    yield _one(POSITION, found.position)
    yield _one(CURSOR, found.cursor)
    yield _one(BACKLOG, found.unread)
    yield _many(QUEUE, found.queue)
    yield _one(SIBLINGS, found.siblings)
    yield _one(HELD, found.held)
    yield _one(FAILURES, found.failures)
    yield _one(RUNNING, int(found.running))
    yield _one(LEASE, round(found.lease_seconds, 3))
    yield _one(FENCE, found.fence)
    yield from _at(OUT, datetime.fromisoformat(found.out_at) if found.out_at else None)
    bounds = [str(bound) for bound in WAVE_BOUNDS] + ["+Inf"]
    buckets = list(zip(bounds, accumulate(found.waves.counts), strict=True))
    waves = HistogramMetricFamily(WAVES.name, WAVES.meaning)
    waves.add_metric([], buckets, found.waves.seconds)
    yield waves


def _of_disk() -> Iterator[Any]:
    free = os.statvfs(settings.SHPALTA_HOME)
    yield _one(FREE, free.f_bavail * free.f_frsize)
    if free.f_files:
        yield _one(INODES, free.f_favail)


def _of_newsroom() -> Iterator[Any]:
    from django_tasks_db.models import DBTaskResult
    from wagtail.models import Revision

    from shpalta.newsroom.models import Unsealed

    yield _one(UNSEALED, Unsealed.objects.count())
    tasks = {name: DBTaskResult.objects.filter(status=name).count() for name in _TASK_STATES}
    yield _many(TASKS, {name.lower(): number for name, number in tasks.items()})
    overdue = Revision.objects.filter(approved_go_live_at__lte=clock.now())
    yield _one(OVERDUE, overdue.count())
    yield from _at(NEXT, next_due(adopt(connection)))


def _of_backups() -> Iterator[Any]:
    kept = state.read(settings.SHPALTA_HOME)
    yield from _at(BACKUP, state.moment(kept.backup.at) if kept.backup else None)
    if kept.drill is not None:
        yield from _at(DRILL, state.moment(kept.drill.at))
        yield _one(DRILL_SUCCEEDED, int(kept.drill.succeeded))


def _of_destinations() -> Iterator[Any]:
    try:
        states = destinations.states()
    except PressError:
        return
    if not states:
        return
    now = clock.now()
    yield _many(WAITING, {one.name: one.waiting for one in states})
    yield _many(LAG, {one.name: round(one.lag(now), 3) for one in states})
    yield _many(SENDING, {one.name: int(one.running) for one in states})
    trouble = GaugeMetricFamily(TROUBLE.name, TROUBLE.meaning, labels=TROUBLE.labels)
    for one in states:
        if one.problem:
            trouble.add_metric([one.name, str(one.problem)], 1)
    yield trouble


def _one(metric: Metric, value: float) -> Any:
    return GaugeMetricFamily(metric.name, metric.meaning, value=value)


def _at(metric: Metric, moment: datetime | None) -> Iterator[Any]:
    if moment is not None:
        yield _one(metric, moment.timestamp())


def _many(metric: Metric, values: Any) -> Any:
    family = GaugeMetricFamily(metric.name, metric.meaning, labels=metric.labels)
    for label, value in values.items():
        family.add_metric([label], value)
    return family
