"""A sender in processes of its own, which end themselves, or are ended, in the middle of a call.

Run as ``outbox_child HOME ADDRESS SECRET`` it reads orders from standard input and answers each:

``act ID``      take an act on the article ID, in the newsroom's database. Answers ``done``.
``send STEP``   fork; the child says its pid, and sends what is due until the step, where it kills
                itself (``-``: nowhere). Answers ``done`` or ``killed`` when it has ended.
``states``      the states of all rows, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from shpalta.cli.newspaper import set_up_django


def main(address: str, secret: str) -> None:
    from shpalta.newsroom import preview
    from shpalta.newsroom.models import OutboxRow, Webhook
    from tests.newsroom.outbox.outside import SomePress

    preview.register(SomePress())
    Webhook.objects.create(name="Партнер", address=address, secret=secret)
    for line in sys.stdin:
        order, *words = line.split()
        if order == "act":
            act(words[0])
            say("done")
        elif order == "send":
            say("killed" if send(words[0]) else "done")
        else:
            rows = OutboxRow.objects.order_by("position")
            say(json.dumps(list(rows.values_list("subject", "uid", "state"))))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def act(uid: str) -> None:
    from django.db import transaction

    from shpalta.newsroom.journaling import append
    from shpalta.press.journal import Fact
    from shpalta.records import Article, encode

    record = encode(
        Article(
            id=uid,
            language="uk",
            path=f"/2026/11/23/{uid}.html",
            headline=uid,
            section="s",
            genre="news",
            first_published="2026-11-23T07:41:05Z",
        )
    )
    with transaction.atomic():
        append([Fact("article", uid, record)], kind="publish", subject=("article", uid), who=None)


def send(end: str) -> bool:
    """Whether the child was killed."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status)
    code: Any = 1
    try:
        from shpalta.newsroom.outbox.sending import Sender
        from shpalta.newsroom.outbox.watching import send_once

        def step(name: str) -> None:
            if name == end:
                os.kill(os.getpid(), signal.SIGKILL)

        say(str(os.getpid()))
        send_once(Sender(step=step))
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    os.environ["SHPALTA_HOME"] = sys.argv[1]
    set_up_django()
    main(sys.argv[2], sys.argv[3])
