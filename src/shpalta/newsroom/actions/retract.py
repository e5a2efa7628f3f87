"""Retract and restore: off the site with a reason, and back at the same address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.actions.publish import Publish
from shpalta.newsroom.acts import acting
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.text import printable


class RetractRefused(ActRefused):
    """The user may not retract this article."""


class RestoreRefused(ActRefused):
    """The user may not restore this article."""


class Retract(ArticleAct):
    """Take an article off the site. Readers are told the public reason, if there is one."""

    action_name = "retract"
    kind = "retract"
    permission_error_class = RetractRefused

    def __init__(
        self, article: Any, user: Any = None, *, public_reason: str = "", private_reason: str = ""
    ) -> None:
        super().__init__(article, user)
        self.public_reason = public_reason.strip()
        self.private_reason = private_reason.strip()

    def check_state(self) -> None:
        """Only what is public can be retracted, with words that can be published."""
        if not self.article.live:
            raise ValidationError(_("The article is not public."), code="not_public")
        printable(self.public_reason)
        printable(self.private_reason)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Retract as one; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        with acting(self.kind, self.user, self.public_reason, self.private_reason):
            self.article.unpublish(user=None, log_action=False)
        self.reload()
        self.note(public_reason=self.public_reason, private_reason=self.private_reason)
        return self.article


class Restore(Publish):
    """Make a retracted article public again, at its address."""

    action_name = "restore"
    kind = "restore"
    permission_error_class = RestoreRefused

    def check_state(self) -> None:
        """Only what was retracted can be restored."""
        if self.article.live or self.article.day is None:
            raise ValidationError(_("The article was not retracted."), code="not_retracted")
        super().check_state()
