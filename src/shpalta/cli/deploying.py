"""Commands for whoever puts a newspaper on a server."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from shpalta.serving import KINDS, House, host, server_files, write
from shpalta.settings.environment import load
from shpalta.supervisor.messages import _


def _host(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else host(value.removeprefix("https://").rstrip("/"))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("kinds", nargs=-1, required=True, type=click.Choice(sorted(KINDS)))
@click.option("--site", callback=_host, help="The readers' host (else: the settings').")
@click.option("--newsroom", callback=_host, help="The editors' host (else: the settings').")
@click.option(
    "--to",
    "root",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write below: / on the server itself.",
)
@click.option("--home", default=House.home, show_default=True, help="The data folder.")
@click.option(
    "--programs", default=House.programs, show_default=True, help="Where shpalta is installed."
)
@click.option("--user", default=House.user, show_default=True, help="Whom its processes run as.")
@click.option(
    "--port",
    default=House.newsroom_port,
    show_default=True,
    help="Of the newsroom behind its proxy.",
)
def deploy(
    kinds: tuple[str, ...], site: str | None, newsroom: str | None, root: Path, **where: Any
) -> None:
    """Write the configuration of systemd, nginx or Caddy for a newspaper's two addresses.

    A file that was there and said something else is kept beside it as NAME.before; the settings
    (etc/shpalta.env) are written once and never again.
    """
    settings = load()
    house = House(
        site or _of(settings.site_address, "--site"),
        newsroom or _of(settings.newsroom_address, "--newsroom"),
        home=where["home"],
        programs=where["programs"],
        user=where["user"],
        newsroom_port=where["port"],
    )
    if house.site == house.newsroom:
        raise click.UsageError(_("Readers and editors need two hosts: both are the same."))
    try:
        made = server_files(house, kinds)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for path in write(root, made):
        click.echo(path)


def _of(address: str, option: str) -> str:
    parts = urlsplit(address)
    try:
        return host(parts.hostname or "")
    except ValueError as error:
        raise click.UsageError(
            _("Name the host with {option}: the settings say {address}.").format(
                option=option, address=address
            )
        ) from error


COMMANDS = (deploy,)
