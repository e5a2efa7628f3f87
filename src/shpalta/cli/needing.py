"""Commands that work on a newsroom: where there is none, they say how to make one."""

from typing import Any

import click

from shpalta.settings.environment import load
from shpalta.supervisor.messages import _


class OfNewsroom(click.Command):
    """A command that wants the newsroom of this data folder.

    Without this, SQLite would make an empty file where none is, or say in its own words that it
    cannot. A server is asked by the command itself.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """The command; raises ``ClickException`` where there is nothing to work on."""
        settings = load()
        if settings.database_url is None and not settings.newsroom_db.is_file():
            raise click.ClickException(
                _(
                    "There is no newsroom in {folder}: make one with `shpalta init`, or choose"
                    " its folder with SHPALTA_HOME."
                ).format(folder=settings.home)
            )
        return super().invoke(ctx)
