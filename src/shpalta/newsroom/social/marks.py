"""The outlet's icons: drawn once for each look, kept by digest, named in its record."""

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from shpalta.lib import events
from shpalta.lib.text import nfc
from shpalta.newsroom.body import line
from shpalta.newsroom.models.drawn_file import DrawnFile
from shpalta.newsroom.social.icons import WIDTHS, icon
from shpalta.newsroom.social.recipe import Looks, icon_key
from shpalta.records import Icon

if TYPE_CHECKING:
    from shpalta.newsroom.models import Outlet

_log = logging.getLogger("shpalta.newsroom")


def icons_of(outlet: "Outlet") -> tuple[Icon, ...]:
    """The icons of an outlet as it stands, the smallest first; until all are drawn, those that
    its newest record has: readers' pages change once.
    """
    from shpalta.newsroom.journaling import last_record
    from shpalta.records import decode

    drawn = _drawn(looks_of(outlet))
    if len(drawn) == len(WIDTHS):
        return drawn
    sealed = last_record("outlet", outlet.uid)
    return decode("outlet", sealed).icons if sealed else ()


def looks_of(outlet: "Outlet") -> Looks:
    """How a stored outlet signs; the logo by the digest of the file that was uploaded."""
    logo = outlet.logo.source_digest if outlet.logo else ""
    return Looks(nfc(line(outlet.name)), nfc(outlet.mark), outlet.accent.lower(), logo)


def missing() -> bool:
    """Whether there is an outlet without icons of its own looks."""
    from shpalta.newsroom.outlets import outlet

    found = outlet()
    return bool(found and found.name and len(_drawn(looks_of(found))) < len(WIDTHS))


def make() -> int:
    """Draw what is missing and seal the outlet with it; how many were drawn.

    Raises what the drawing raises.
    """
    from shpalta.newsroom.models import Outlet

    outlet = Outlet.objects.select_related("logo").first()
    if outlet is None:
        return 0
    looks = looks_of(outlet)
    there = {drawn.width for drawn in _drawn(looks)}
    wanted = [width for width in WIDTHS if width not in there]
    logo = _bytes_of_logo(outlet) if wanted else None
    for width in wanted:
        DrawnFile.keep(icon_key(looks, width), width, icon(looks, width, logo))
    with transaction.atomic():
        # Read again, and locked: an editor may have changed it during the drawing.
        current = Outlet.objects.select_for_update().get(pk=outlet.pk)
        if current.name:
            current.save()
    return len(wanted)


def make_or_log() -> int:
    """``make``, for those who cannot do anything about what goes wrong."""
    try:
        return make()
    except Exception as error:
        # A logo that cannot be decoded any more: the site has the icons it had.
        events.emit(_log, events.NOT_DRAWN, trace=True, subject="icons", error=repr(error))
        return 0


def _drawn(looks: Looks) -> tuple[Icon, ...]:
    keys = [icon_key(looks, width) for width in WIDTHS]
    files = {file.recipe: file for file in DrawnFile.objects.filter(recipe__in=keys)}
    return tuple(Icon(files[key].width, files[key].digest) for key in keys if key in files)


def _bytes_of_logo(outlet: "Outlet") -> bytes | None:
    if outlet.logo is None:
        return None
    with outlet.logo.open_file() as file:
        data: bytes = file.read()
    return data
