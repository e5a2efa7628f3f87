"""Commands about the press: press, explain, check, held, release."""

import logging
import sys
from collections.abc import Callable

import click

from shpalta import serving, wiring
from shpalta.cli import watching
from shpalta.cli.enduring import Watch
from shpalta.cli.everything import press_everything
from shpalta.cli.needing import OfNewsroom
from shpalta.cli.newspaper import set_up_django
from shpalta.cli.placing import check_destination
from shpalta.cli.reporting import Reporter
from shpalta.cli.working import at_work, set_damaged_aside
from shpalta.lib.addresses import AddressError, check_path
from shpalta.press import api
from shpalta.press.api import journal
from shpalta.records import decode
from shpalta.settings import logs
from shpalta.settings.environment import Settings, load
from shpalta.supervisor.messages import _, ngettext

_log = logging.getLogger("shpalta.press")


@click.command(cls=OfNewsroom)
@click.option("--watch", is_flag=True, help="Go on: press whatever the newsroom publishes.")
@click.option("--all", "everything", is_flag=True, help="Press every file again, in parallel.")
@click.option("--dry-run", is_flag=True, help="Print what would be done and why; change nothing.")
@click.option("--sample", type=int, help="Show what a changed theme would do to N files a family.")
@click.option("--anew", is_flag=True, help="With --all: believe nothing, render every file.")
@click.option("--workers", type=click.IntRange(0), help="Processes for --all (0: this one alone).")
def press(
    *,
    watch: bool,
    everything: bool,
    dry_run: bool,
    sample: int | None,
    anew: bool,
    workers: int | None,
) -> None:
    """Press what waits: turn what was published into files."""
    settings = load()
    logs.set_up(settings.log)
    if dry_run:
        for item in wiring.open_press(settings).dry_run():
            click.echo(str(item))
        return
    if sample is not None:
        _show_sample(wiring.open_press(settings), settings, sample)
        return

    def whole(machine: api.Press) -> None:
        if everything:
            number = settings.press_workers if workers is None else workers
            press_everything(machine, settings, number, anew=anew)

    if watch:
        _watch(settings, whole)
    else:
        _press(settings, whole)


def _press(settings: Settings, whole: Callable[[api.Press], None]) -> None:
    """Once. Damaged tables are put aside and made anew."""
    try:
        _press_once(settings, whole)
    except Exception as error:
        if not set_damaged_aside(settings, error):
            raise
        _press_once(settings, whole)


def _press_once(settings: Settings, whole: Callable[[api.Press], None]) -> None:
    with at_work(settings) as machine:
        trouble = _prepare(machine, settings)
        whole(machine)
        watching.once(machine)
    _tell(machine.report)
    if trouble:
        raise click.ClickException(trouble)


def _watch(settings: Settings, whole: Callable[[api.Press], None]) -> None:
    first = [whole]

    def prepare(machine: api.Press) -> Callable[[], None]:
        _prepare(machine, settings)
        if first:
            first[0](machine)
            first.clear()
        return Reporter(machine, settings).tell

    Watch(settings, prepare).run()


def _prepare(machine: api.Press, settings: Settings) -> str:
    """What a press that has started needs before it works; what is wrong with the theme."""
    if settings.press_crew:
        set_up_django()
        wiring.engage_crew(machine, settings)
    return wiring.notice_theme(machine, settings)


def _show_sample(machine: api.Press, settings: Settings, each: int) -> None:
    for one in wiring.sample_theme(machine, settings, each):
        state = one.error or (_("changes") if one.changed else _("stays"))
        click.echo(f"{one.path}: {state}")
        if one.diff:
            click.echo(one.diff)


def _tell(report: api.Report) -> None:
    number = len(report.written) + report.made
    click.echo(
        ngettext("{number} file written", "{number} files written", number).format(number=number)
        + ", "
        + ngettext("{number} removed", "{number} removed", len(report.deleted)).format(
            number=len(report.deleted)
        )
    )
    for path, error in report.failed.items():
        click.echo(f"! {path}: {error}", err=True)


@click.command(cls=OfNewsroom)
@click.argument("path")
def explain(path: str) -> None:
    """Say what made the file at PATH, what it read, and why it is stale if it is."""
    try:
        check_path(path)
    except AddressError as error:
        raise click.BadParameter(str(error)) from error
    found = api.explain(wiring.open_press(load()), path)
    if found.unknown:
        click.echo(_("{path}: the manifest names no such file").format(path=path))
    else:
        click.echo(f"{found.path}\n  family  {found.family}\n  owner   {found.owner}")
        click.echo(f"  digest  {found.digest}")
    for name in found.reads:
        mark = " !" if name in found.outdated else "  "
        click.echo(f"  reads {mark}{name}")
    if found.waits:
        click.echo(f"  waits   {found.waits}")
    if found.failure:
        click.echo(f"  failed  {found.failure}")
    sys.exit(1 if found.unknown else 0)


@click.command(cls=OfNewsroom)
@click.option("--mend", is_flag=True, help="Make changed and missing files again, remove foreign.")
@click.option("--destination", help="Read this place back instead; files of others stay there.")
def check(*, mend: bool, destination: str | None) -> None:
    """Compare the edition with its manifest, file by file."""
    if destination is not None:
        check_destination(destination, mend=mend)
        return
    settings = load()
    machine = wiring.open_press(settings)
    found = list(api.check(machine))
    for finding in found:
        click.echo(f"{finding.kind:8} {finding.path}")
    if not found:
        number, size = machine.manifest.count()
        click.echo(
            _("{number} files, {size} bytes, root {root}: all as the manifest says").format(
                number=number, size=size, root=machine.manifest.root()
            )
        )
        return
    if not mend:
        sys.exit(1)
    with at_work(settings) as machine:
        # Whoever has pressed meanwhile has changed what there is to find.
        found = list(api.check(machine))
        api.mend(machine, found)
        left = list(api.check(machine))
    number = len(found) - len(left)
    click.echo(ngettext("{number} mended", "{number} mended", number).format(number=number))
    sys.exit(1 if left else 0)


@click.command(cls=OfNewsroom)
@click.argument("held_id", required=False)
def release(held_id: str | None) -> None:
    """List copies that could not be pressed, or release HELD_ID to be tried again."""
    machine = wiring.open_press(load())
    heads = dict(machine.content.heads("held"))
    if held_id is None:
        for name, head in heads.items():
            click.echo(f"{name}  {machine.content.record('held', head).error}")
        if not heads:
            click.echo(_("Nothing is held."))
        return
    if held_id not in heads:
        raise click.BadParameter(_("nothing is held under {name}").format(name=held_id))
    machine.journal([journal.Fact("held", held_id, None)], act="release")
    api.hint(load().wake_socket)
    click.echo(_("{name} will be tried again").format(name=held_id))


@click.command(name="journal", cls=OfNewsroom)
@click.option("--last", default=20, show_default=True, help="How many rows.")
def show_journal(last: int) -> None:
    """Show the newest rows of the journal."""
    rows = wiring.open_press(load()).places.rows
    end = journal.last_position(rows)
    for row in journal.read(rows, max(0, end - last), last):
        name = _("withdrawn") if row.record is None else str(row.digest)[:12]
        title = getattr(decode(row.kind, row.record), "headline", "") if row.record else ""
        click.echo(f"{row.position:>8} {row.at} {row.act:<8} {row.kind}:{row.id} {name} {title}")


@click.command(cls=OfNewsroom)
@click.argument("server", type=click.Choice(["nginx", "caddy"]))
def redirects(server: str) -> None:
    """Print the moved addresses as a map of 301s for SERVER: an extra, pages lead on without it."""
    machine = wiring.open_press(load())
    moved = {}
    for path, head in machine.content.heads("redirect"):
        record = machine.content.record("redirect", head)
        card = machine.content.card(record.article) if record.article else None
        if card is not None and not record.gone:
            moved[path] = card.path
    write = serving.nginx_redirects if server == "nginx" else serving.caddy_redirects
    click.echo(write(moved), nl=False)


@click.command(cls=OfNewsroom)
def hand() -> None:
    """Lend this machine to the press: render what it asks for, until stopped."""
    settings = load()
    set_up_django()
    wiring.register_hand(settings)
    from django.core.management import call_command

    # Looks often: an order is some tenths of a second of work.
    call_command(
        "db_worker", backend_name="press", queue_name="press", interval=0.2, startup_delay=False
    )


COMMANDS = (press, hand, explain, check, release, redirects, show_journal)
