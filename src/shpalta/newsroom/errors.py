"""Why something was not published."""

from django.core.exceptions import PermissionDenied, ValidationError


class SealingRefused(ValidationError):
    """What was to be published cannot be: the whole publication is taken back."""


class EmbargoHolds(SealingRefused):
    """The article may not be seen before its embargo ends."""


class PathTaken(SealingRefused):
    """Two articles want one address; the text names both."""


class ActRefused(PermissionDenied):
    """The user may not take this decision."""


class ShelfRefused(PermissionDenied):
    """Shelves and articles that were ever published are not deleted, moved or copied."""
