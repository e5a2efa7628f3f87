"""Change of slug: another address; the old one leads on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.newsroom import addressing
from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.journaling import seal_article
from shpalta.newsroom.models.named import public_slug_validator


class ChangeSlugRefused(ActRefused):
    """The user may not change this article's address."""


class ChangeSlug(ArticleAct):
    """Give an article another slug, of the same day."""

    action_name = "change_slug"
    kind = "change_slug"
    permission_error_class = ChangeSlugRefused

    def __init__(self, article: Any, slug: str, user: Any = None) -> None:
        super().__init__(article, user)
        self.slug = slug

    def check_state(self) -> None:
        """The slug can stand in an address, and no other article of the day has it."""
        try:
            public_slug_validator(self.slug)
        except ValidationError as error:
            raise ValidationError({"public_slug": error}) from error
        holder = addressing.slug_holder(self.article, self.slug)
        if holder is not None:
            message = _("“%(slug)s” is the address of “%(other)s” on that day.") % {
                "slug": self.slug,
                "other": holder.title,
            }
            raise ValidationError({"public_slug": message})

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Change as one; the stored article."""
        self.reload()
        self.check(skip_permission_checks)
        before = self.article.public_slug
        type(self.article).objects.filter(pk=self.article.pk).update(
            public_slug=self.slug, imported_path=""
        )
        self.patch_drafts(public_slug=self.slug)
        with acting(self.kind, self.user):
            seal_article(self.article.pk)
        self.reload()
        self.note(before=before, after=self.slug)
        return self.article
