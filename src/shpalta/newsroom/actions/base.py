"""What all editorial acts have in common, after Wagtail's own actions."""

import logging
from typing import Any, ClassVar

from wagtail.actions.base import BaseAction
from wagtail.log_actions import log

from shpalta.lib import events
from shpalta.newsroom.acts import account
from shpalta.newsroom.errors import ActRefused

logger = logging.getLogger("shpalta.newsroom")


class EditorialAct(BaseAction):
    """One decision: ``check()`` says whether it may be taken, ``execute()`` takes it.

    ``kind`` is what journal rows and the newsroom's log call it.
    """

    kind: ClassVar[str]
    permission_error_class = ActRefused

    def user_has_permission(self) -> bool:
        """By default: who may publish the page."""
        return bool(self.instance.permissions_for_user(self.user).can_publish())

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise the act's own error when the user may not, or when it makes no sense now."""
        super().check(skip_permission_checks)
        self.check_state()

    def check_state(self) -> None:
        """Raise ``ValidationError``, naming the field, when the act makes no sense now."""

    def note(self, **data: Any) -> None:
        """One event in the log of the process and one in the page's history."""
        subject = str(getattr(self.instance, "uid", "") or self.instance.pk)
        events.emit(logger, events.ACT, act=self.kind, id=subject, user=account(self.user))
        log(instance=self.instance, action=f"shpalta.{self.kind}", user=self.user, data=data)


class ArticleAct(EditorialAct):
    """An act on a stored article."""

    def __init__(self, article: Any, user: Any = None) -> None:
        super().__init__(article, user=user)
        self.article = article

    def reload(self) -> Any:
        """The article as it is stored now, in place of what the caller holds."""
        self.article = self.instance = type(self.article).objects.get(pk=self.article.pk)
        return self.article

    def patch_drafts(self, **values: Any) -> None:
        """Say the same in the revisions that may still be published: the newest, the scheduled."""
        from django.db.models import Q

        wanted = Q(pk=self.article.latest_revision_id) | Q(approved_go_live_at__isnull=False)
        for revision in self.article.revisions.filter(wanted):
            revision.content.update(values)
            revision.save(update_fields=["content"])
