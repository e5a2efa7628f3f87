"""Commands about the outbox: send, and what a person does about calls that did not arrive."""

import signal
import sys
import threading
from typing import Any

import click

from shpalta import wiring
from shpalta.cli.newspaper import set_up_django
from shpalta.settings.environment import load
from shpalta.supervisor.messages import _, ngettext

_STATES = ("waiting", "sending", "done", "failed", "unknown", "given_up", "dropped")
_DECISIONS = {"arrived": "arrived", "again": "again", "give-up": "give_up"}


def _newsroom() -> None:
    """The newsroom's models, and its way to the press."""
    set_up_django()
    wiring.register_preview(load())


@click.command()
@click.option("--watch", is_flag=True, help="Go on until stopped.")
@click.option("--dry-run", is_flag=True, help="Print what would be called now; call nobody.")
def send(*, watch: bool, dry_run: bool) -> None:
    """Tell other systems of acts: call the webhooks whose turn it is."""
    _newsroom()
    from shpalta.newsroom.outbox import watching
    from shpalta.newsroom.outbox.sending import Sender

    if dry_run:
        _say_what_is_due()
        return
    sender = Sender()
    try:
        if watch:
            stop = threading.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
            watching.watch(stop, sender)
            return
        made = watching.send_once(sender)
        asked = watching.ask_once()
    finally:
        sender.close()
    click.echo(ngettext("{number} call made", "{number} calls made", made).format(number=made))
    if asked:
        _say_answers(asked)


def _say_what_is_due() -> None:
    from django.utils import timezone

    from shpalta.newsroom.outbox import readiness
    from shpalta.newsroom.outbox.sending import due

    now = timezone.now()
    rows = list(due(now).select_related("act", "webhook"))
    stages = readiness.stages(rows)
    for row in rows:
        _say(row, readiness.obstacle(row, stages[row.pk], now) or "")


@click.group()
def outbox() -> None:
    """Calls to other systems: what has become of them, and what to do about it."""


@outbox.command(name="list")
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option("--webhook", help="Only those to the webhook of this name.")
@click.option("--last", default=20, show_default=True, help="How many, the newest first.")
def list_rows(state: str | None, webhook: str | None, last: int) -> None:
    """Show the newest calls."""
    _newsroom()
    for row in _chosen((), webhook, (state,) if state else _STATES)[:last]:
        _say(row, row.why)


@outbox.command()
@click.argument("ids", nargs=-1)
@click.option("--webhook", help="Only those to the webhook of this name.")
@click.option("--dry-run", is_flag=True, help="Only name them.")
def retry(ids: tuple[str, ...], webhook: str | None, *, dry_run: bool) -> None:
    """Try calls IDS again that were refused or given up; without IDS all of them.

    A call of which nobody knows whether it arrived is not among them: see `settle`.
    """
    _newsroom()
    _decide(_chosen(ids, webhook, ("failed", "given_up")), "again", dry_run=dry_run)


@outbox.command()
@click.argument("ids", nargs=-1, required=True)
@click.argument("decision", type=click.Choice(list(_DECISIONS)))
@click.option("--dry-run", is_flag=True, help="Only name them.")
def settle(ids: tuple[str, ...], decision: str, *, dry_run: bool) -> None:
    """Say what has become of calls IDS, or what is to: it arrived, send it again, give up."""
    _newsroom()
    _decide(_chosen(ids, None, _STATES), _DECISIONS[decision], dry_run=dry_run)


@outbox.command()
@click.option("--dry-run", is_flag=True, help="Only name the calls that would be asked about.")
def reconcile(*, dry_run: bool) -> None:
    """Ask the other sides about calls in doubt now, where they can be asked."""
    _newsroom()
    from shpalta.newsroom.outbox import settling, watching

    if dry_run:
        for row in settling.askable():
            _say(row, row.why)
        return
    _say_answers(watching.ask_once(settling.askable()))


@outbox.command()
@click.option("--dry-run", is_flag=True, help="Only count them.")
def doubt(*, dry_run: bool) -> None:
    """After a restore from a backup: hold back every call that may have been made since it.

    They stand as unknown then: the other side is asked, or a person decides.
    """
    _newsroom()
    from django.utils import timezone

    from shpalta.newsroom.outbox.settling import doubt_all

    rows = _chosen((), None, ("waiting", "failed", "sending"))
    number = rows.count() if dry_run else doubt_all(timezone.now())
    text = ngettext("{number} call in doubt", "{number} calls in doubt", number)
    click.echo(text.format(number=number))


def _chosen(ids: tuple[str, ...], webhook: str | None, states: tuple[str, ...]) -> Any:
    from shpalta.newsroom.models import OutboxRow

    rows = OutboxRow.objects.filter(state__in=states).select_related("act", "webhook")
    if webhook is not None:
        rows = rows.filter(webhook__name=webhook)
    return rows.filter(uid__in=ids) if ids else rows


def _decide(rows: Any, decision: str, *, dry_run: bool) -> None:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from shpalta.newsroom.outbox import settling

    refused = 0
    for row in rows:
        if not dry_run:
            try:
                settling.settle(row, settling.Decision(decision), None, timezone.now())
            except ValidationError as error:
                refused += 1
                click.echo(f"! {row.uid}: {'; '.join(error.messages)}", err=True)
                continue
        _say(row, row.why)
    if not rows:
        click.echo(_("No such call."))
    sys.exit(1 if refused else 0)


def _say(row: Any, why: str) -> None:
    said = f"{row.uid} {row.state:<9} {row.position:>8} {row.act.kind:<11} {row.kind}:{row.subject}"
    click.echo(" ".join(filter(None, [said, f"→ {row.webhook}", why, row.detail])))


def _say_answers(answers: dict[str, bool | None]) -> None:
    words = {True: _("arrived"), False: _("did not arrive, is called again"), None: _("no answer")}
    for uid, arrived in answers.items():
        click.echo(f"{uid}: {words[arrived]}")
    if not answers:
        click.echo(_("Nothing is in doubt that could be asked about."))


COMMANDS = (send, outbox)
