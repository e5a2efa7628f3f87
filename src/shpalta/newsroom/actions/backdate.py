"""Backdate: another place in lists; the address keeps its day."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.newsroom import clock
from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.journaling import seal_article


class BackdateRefused(ActRefused):
    """The user may not change when this article was published."""


class Backdate(ArticleAct):
    """Say that an article was published at another moment, which is past."""

    action_name = "backdate"
    kind = "backdate"
    permission_error_class = BackdateRefused

    def __init__(self, article: Any, moment: datetime, user: Any = None) -> None:
        super().__init__(article, user)
        self.moment = moment.replace(microsecond=0)

    def check_state(self) -> None:
        """A moment to come is scheduling, not backdating."""
        if self.moment > clock.now():
            raise ValidationError(
                {"published_at": _("This moment is still to come: schedule instead.")}
            )

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Backdate as one; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        before = self.article.published_at
        type(self.article).objects.filter(pk=self.article.pk).update(published_at=self.moment)
        with acting(self.kind, self.user):
            seal_article(self.article.pk)
        self.reload()
        self.note(before=clock.stamp(before), after=clock.stamp(self.moment))
        return self.article
