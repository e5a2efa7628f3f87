"""Release of a held copy: the press may try to render it again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.lib.digests import digest
from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.journaling import append, last_record
from shpalta.press.core.fold import held_id
from shpalta.press.journal import Fact


class ReleaseRefused(ActRefused):
    """The user may not release this article."""


class ReleaseHeld(ArticleAct):
    """Withdraw the fact that an article's copy could not be rendered."""

    action_name = "release_held"
    kind = "release"
    permission_error_class = ReleaseRefused

    def check_state(self) -> None:
        """Only what is held can be released."""
        if last_record("held", self._name()) is None:
            raise ValidationError(_("The article is not held."), code="not_held")

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Release; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        append(
            [Fact("held", self._name(), None)],
            kind=self.kind,
            subject=("held", self.article.uid),
            who=self.user,
        )
        self.note()
        return self.article

    def _name(self) -> str:
        """How the press names the fact: by the article and its newest copy."""
        copy = last_record("article", self.article.uid)
        return held_id(self.article.uid, digest(copy)) if copy else ""
