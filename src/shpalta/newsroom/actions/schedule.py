"""Schedule and embargo: not now, and not before."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.newsroom import clock
from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.actions.publish import Publish
from shpalta.newsroom.errors import ActRefused, EmbargoHolds


class ScheduleRefused(ActRefused):
    """The user may not schedule this article."""


class EmbargoRefused(ActRefused):
    """The user may not change the embargo of this article."""


class Schedule(Publish):
    """Publish the newest copy at a moment to come. Checked now as if it were published now."""

    action_name = "schedule"
    kind = "schedule"
    permission_error_class = ScheduleRefused

    def __init__(self, article: Any, at: datetime, user: Any = None) -> None:
        super().__init__(article, user)
        self.at = at

    def check_state(self) -> None:
        """Complete, to come, and not before the end of an embargo."""
        super().check_state()
        if self.at <= clock.now():
            raise ValidationError({"go_live_at": _("This moment is past: publish instead.")})
        embargo = self.article.embargo_until
        if embargo and self.at < embargo:
            raise EmbargoHolds.until(embargo)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Schedule as one; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        copy = self.copy_to_publish()
        copy.go_live_at = self.at
        revision = copy.save_revision(user=self.user)
        revision.publish(user=self.user, skip_permission_checks=True)
        self.reload()
        self.note(at=clock.stamp(self.at))
        return self.article


class Embargo(ArticleAct):
    """Bind an article that is not public yet: nothing of it is seen before ``until``.

    ``None`` lifts the embargo. What was scheduled for an earlier moment moves to the end of it.
    """

    action_name = "embargo"
    kind = "embargo"
    permission_error_class = EmbargoRefused

    def __init__(self, article: Any, until: datetime | None, user: Any = None) -> None:
        super().__init__(article, user)
        self.until = until

    def check_state(self) -> None:
        """What is public cannot be held back any more."""
        if self.article.live:
            raise ValidationError({"embargo_until": _("The article is public already.")})
        if self.until is not None and self.until <= clock.now():
            raise ValidationError({"embargo_until": _("This moment is past.")})

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Bind as one; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        type(self.article).objects.filter(pk=self.article.pk).update(embargo_until=self.until)
        self.patch_drafts(embargo_until=_written(self.until))
        if self.until is not None:
            early = self.article.revisions.filter(approved_go_live_at__lt=self.until)
            for revision in early:
                revision.content["go_live_at"] = _written(self.until)
                revision.approved_go_live_at = self.until
                revision.save(update_fields=["content", "approved_go_live_at"])
        self.reload()
        self.note(until=clock.stamp(self.until))
        return self.article


def _written(moment: datetime | None) -> str | None:
    """As Wagtail's revisions write a moment."""
    return None if moment is None else DjangoJSONEncoder().default(moment)
