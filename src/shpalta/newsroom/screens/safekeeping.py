"""The panel of the first screen that says when the last backup and the last drill were."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.admin.ui.components import Component

from shpalta.backup import state
from shpalta.newsroom import clock


class SafekeepingPanel(Component):
    """For those who may change the outlet: others can do nothing about it."""

    name = "safekeeping"
    template_name = "newsroom/safekeeping.html"
    order = 300

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Both notes, their moments, and what is to be warned of."""
        known, now = state.read(Path(settings.SHPALTA_HOME)), clock.now()
        backup, drill = known.backup, known.drill
        return {
            "backup": backup,
            "backup_at": backup and state.moment(backup.at),
            "backup_is_old": backup is None or state.is_old(backup.at, now, state.BACKUP_DAYS),
            "drill": drill,
            "drill_at": drill and state.moment(drill.at),
            "drill_is_old": drill is None or state.is_old(drill.at, now, state.DRILL_DAYS),
            "minutes": drill and max(1, round(drill.seconds / 60)),
            "days": {"backup": state.BACKUP_DAYS, "drill": state.DRILL_DAYS},
        }


def may_see(user: Any) -> bool:
    """Whether the panel is for ``user``."""
    return bool(user.has_perm("newsroom.change_outlet"))
