"""Publish: what readers see becomes the newest copy, or a given one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.checklist import missing
from shpalta.newsroom.errors import ActRefused


class PublishRefused(ActRefused):
    """The user may not publish this article."""


class Publish(ArticleAct):
    """Publish the newest revision, making one when there is none; or the revision given."""

    action_name = "publish_article"
    kind = "publish"
    permission_error_class: type[ActRefused] = PublishRefused

    def __init__(self, article: Any, user: Any = None, revision: Any = None) -> None:
        super().__init__(article, user)
        self.revision = revision

    def check_state(self) -> None:
        """Everything that is missing, each item naming its field."""
        copy = self.copy_to_publish()
        problems: dict[str, Any] = {}
        for problem in missing(copy):
            problems.setdefault(problem.field, []).append(problem.message)
        if problems:
            raise ValidationError(problems)

    def copy_to_publish(self) -> Any:
        """The article as it would stand."""
        if self.revision is not None:
            return self.revision.as_object()
        return self.article.get_latest_revision_as_object()

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Publish as one; the stored article. What was not saved is not published."""
        self.reload()
        self.check(skip_permission_checks)
        with acting(user=self.user):
            revision = self.revision or self.article.get_latest_revision()
            if revision is None:
                revision = self.article.save_revision(user=self.user)
            revision.publish(user=self.user, skip_permission_checks=True)
        self.reload()
        self.note()
        return self.article
