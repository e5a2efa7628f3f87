"""The command ``shpalta``: what a person needs, with help texts; ``manage`` leads to the rest."""

import sys

import click

import shpalta.cli.deploying as deploying
import shpalta.cli.health as health
import shpalta.cli.mailing as mailing
import shpalta.cli.newspaper as newspaper
import shpalta.cli.outside as outside
import shpalta.cli.placing as placing
import shpalta.cli.pressing as pressing
import shpalta.cli.safekeeping as safekeeping
import shpalta.cli.sizes as sizes
import shpalta.cli.texts as texts
from shpalta.backup.errors import BackupError
from shpalta.cli.stoppages import in_words
from shpalta.press.errors import PressError
from shpalta.settings.values import SettingsError
from shpalta.supervisor.messages import _


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="shpalta")
def shpalta() -> None:
    """A newsroom and a press for news sites that must not go dark."""


for command in (
    *newspaper.COMMANDS,
    *pressing.COMMANDS,
    *sizes.COMMANDS,
    *placing.COMMANDS,
    *safekeeping.COMMANDS,
    *deploying.COMMANDS,
    *mailing.COMMANDS,
    *outside.COMMANDS,
    *health.COMMANDS,
    *texts.COMMANDS,
):
    shpalta.add_command(command)


def main() -> None:
    """Run the command; errors a person can mend are one clear line, not a traceback."""
    try:
        shpalta()
    except Exception as error:
        words = in_words(error)
        if words is None and not isinstance(error, SettingsError | PressError | BackupError):
            raise
        click.echo(_("Error: {error}").format(error=words or error), err=True)
        sys.exit(1)
