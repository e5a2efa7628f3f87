"""Commands for developers: real texts in, and a proof that they came out unchanged."""

import sys
from pathlib import Path

import click

from shpalta import wiring
from shpalta.cli.needing import OfNewsroom
from shpalta.cli.newspaper import set_up_django
from shpalta.settings.environment import load
from shpalta.supervisor.messages import _


@click.command(name="load-texts", cls=OfNewsroom)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--limit", type=int, help="At most so many texts.")
def load_texts(folder: Path, limit: int | None) -> None:
    """Publish every .txt of FOLDER as an article, through the road an editor takes."""
    set_up_django()
    from shpalta.sample.texts import publish_folder

    report = publish_folder(folder, limit, lambda line: click.echo(line, err=True))
    click.echo(
        _("{published} published, {refused} refused").format(
            published=report.published, refused=len(report.refused)
        )
    )
    for name, reason in report.refused.items():
        click.echo(f"! {name}: {reason}", err=True)
    sys.exit(1 if report.refused else 0)


@click.command(name="compare-texts", cls=OfNewsroom)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--limit", type=int, help="At most so many texts.")
def compare_texts(folder: Path, limit: int | None) -> None:
    """Compare the texts of FOLDER with the pages pressed from them, character for character."""
    set_up_django()
    from shpalta.sample.texts import compare_folder

    settings = load()
    report = compare_folder(folder, settings.edition_dir, limit)
    click.echo(
        _("{equal} pages say their text character for character, {other} do not").format(
            equal=report.equal, other=len(report.different)
        )
    )
    for name, reason in report.different.items():
        click.echo(f"! {name}: {reason}", err=True)
    failures = wiring.open_press(settings).failures.all()
    for path, error in failures.items():
        click.echo(f"! {path}: {error}", err=True)
    sys.exit(1 if report.different or failures else 0)


COMMANDS = (load_texts, compare_texts)
