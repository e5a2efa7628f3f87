"""Why something was not published."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


class SealingRefused(ValidationError):
    """What was to be published cannot be: the whole publication is taken back."""


class EmbargoHolds(SealingRefused):
    """The article may not be seen before its embargo ends."""

    @classmethod
    def until(cls, moment: datetime) -> "EmbargoHolds":
        """The refusal that names the moment."""
        when = date_format(localtime(moment), "DATETIME_FORMAT")
        message = _("Under embargo until %(moment)s.") % {"moment": when}
        return cls({"embargo_until": message})


class PathTaken(SealingRefused):
    """Two articles want one address; the text names both."""


class ActRefused(PermissionDenied):
    """The user may not take this decision."""


class ShelfRefused(PermissionDenied):
    """Shelves and articles that were ever published are not deleted, moved or copied."""
