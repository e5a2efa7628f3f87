"""The newsroom as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """Label ``newsroom``: its tables begin so."""

    name = "shpalta.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers and the checks at start."""
        from shpalta.newsroom import checks, signals
        from shpalta.newsroom.screens.wagtails import bound_screens

        signals.connect()
        bound_screens()
        checks.register()
