"""``shpalta size``: what the edition takes, per article."""

import os

import click

from shpalta import wiring
from shpalta.cli.needing import OfNewsroom
from shpalta.press import api
from shpalta.settings.environment import load
from shpalta.supervisor.messages import _


@click.command(cls=OfNewsroom)
@click.option("--wanted", is_flag=True, help="What a press from nothing would still have to add.")
def size(*, wanted: bool) -> None:
    """Count files, inodes and bytes of the edition, siblings and folders included, per article."""
    settings = load()
    machine = wiring.open_press(settings)
    if wanted:
        sizes = api.reckoned(machine)
    else:
        root = str(settings.edition_dir)
        sizes = api.count_sizes(machine, lambda path: _size_of(root + path))
    for line in lines(sizes):
        click.echo(line)
    room = machine.places.disk.room()
    click.echo(_("free: {size} MB").format(size=f"{room.bytes / 2**20:,.0f}"))
    if room.inodes is not None:
        click.echo(_("free: {number} inodes").format(number=f"{room.inodes:,}"))


def lines(sizes: api.Sizes) -> list[str]:
    """A table of ``sizes``: families, all together, and what an article takes of it."""
    heading = (_("files"), _("inodes"), _("bytes"), _("compressed"), _("on the disk"))
    found = [f"{'':20}" + "".join(f"{word:>15}" for word in heading)]
    found += [_line(name, one) for name, one in sorted(sizes.families.items())]
    found.append(_line(_("together"), sizes.whole))
    articles = sizes.families.get("article", api.Size()).files
    if articles:
        each = [
            value / articles
            for value in (
                sizes.whole.files,
                sizes.whole.inodes,
                sizes.whole.plain,
                sizes.whole.packed,
                sizes.whole.disk,
            )
        ]
        shown = [f"{value:,.2f}" for value in each[:2]] + [f"{value:,.0f}" for value in each[2:]]
        found.append(f"{_('per article'):20}" + "".join(f"{word:>15}" for word in shown))
    return found


def _line(name: str, one: api.Size) -> str:
    values = (one.files, one.inodes, one.plain, one.packed, one.disk)
    return f"{name:20}" + "".join(f"{value:>15,.0f}" for value in values)


def _size_of(place: str) -> int | None:
    try:
        return os.stat(place).st_size
    except OSError:
        return None


COMMANDS = (size,)
