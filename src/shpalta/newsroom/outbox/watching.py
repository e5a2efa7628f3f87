"""The loop that sends: one thread for each webhook at work, so that none delays another."""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections, connections
from django.utils import timezone

from shpalta.lib import events
from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox import settling
from shpalta.newsroom.outbox.calling import call
from shpalta.newsroom.outbox.sending import Sender

EVERY = 1.0
_THREADS = 8
_log = logging.getLogger("shpalta.newsroom.outbox")


def send_once(sender: Sender) -> int:
    """Send what is due now, webhook by webhook; how many calls were made."""
    sender.tidy()
    return sum(sender.run(webhook) for webhook in sender.webhooks_due())


def ask_once(rows: Iterable[OutboxRow] | None = None) -> dict[str, bool | None]:
    """Ask about ``rows``, or about those whose time has come; what was answered, by id."""
    wanted = settling.to_ask(timezone.now()) if rows is None else rows
    return {row.uid: settling.ask(row, call, timezone.now()) for row in wanted}


def watch(stop: threading.Event, sender: Sender) -> None:
    """Send until ``stop`` is set; a call that is being made then is finished."""
    busy: dict[Any, Future[None]] = {}
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="outbox") as pool:
        while not stop.is_set():
            close_old_connections()
            try:
                _hand_out(pool, busy, sender, stop)
            except Exception as error:
                # A database that is away for a moment must not end the process.
                events.emit(_log, events.OUTBOX_FAILED, trace=True, error=repr(error))
            stop.wait(EVERY)


def _hand_out(
    pool: ThreadPoolExecutor, busy: dict[Any, Future[None]], sender: Sender, stop: threading.Event
) -> None:
    for key in [key for key, future in busy.items() if future.done()]:
        del busy[key]
    sender.tidy()

    def send(webhook: int) -> None:
        while not stop.is_set() and sender.send_one(webhook):
            pass

    work: dict[Any, Callable[[], object]] = {
        webhook: lambda webhook=webhook: send(webhook)  # type: ignore[misc]
        for webhook in sender.webhooks_due()
    }
    if settling.to_ask(timezone.now()):
        work["ask"] = ask_once
    for key, deed in work.items():
        if key not in busy:
            busy[key] = pool.submit(_done, deed)


def _done(deed: Callable[[], object]) -> None:
    """Do it in a thread of the pool, with connections that end with it."""
    try:
        deed()
    except Exception as error:
        events.emit(_log, events.OUTBOX_FAILED, trace=True, error=repr(error))
    finally:
        connections.close_all()
