"""Translation: which articles in other languages say the same."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shpalta.newsroom import publication
from shpalta.newsroom.actions.base import ArticleAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.journaling import seal_article


class LinkTranslationRefused(ActRefused):
    """The user may not say what this article is a translation of."""


class LinkTranslation(ArticleAct):
    """Say that an article is a translation of another and of its translations, or of none.

    Every public one of them, and of those it was a translation of before, is sealed anew.
    """

    action_name = "link_translation"
    kind = "translation"
    permission_error_class = LinkTranslationRefused

    def __init__(self, article: Any, other: Any | None, user: Any = None) -> None:
        super().__init__(article, user)
        self.other = other

    def check_state(self) -> None:
        """The other is of another language, and no third article says the same in this one."""
        other = self.other
        if other is None:
            if not self._says_the_same():
                raise ValidationError({"other": _("Choose the article in another language.")})
            return
        if other.locale_id == self.article.locale_id:
            raise ValidationError({"other": _("This article is of the same language.")})
        rival = (
            type(self.article)
            .objects.filter(translation_key=other.translation_key, locale_id=self.article.locale_id)
            .exclude(pk=self.article.pk)
            .first()
        )
        if rival is not None:
            message = _("“%(other)s” has a translation into this language already: “%(rival)s”.")
            raise ValidationError({"other": message % {"other": other, "rival": rival}})

    def _says_the_same(self) -> bool:
        """Whether there is a translation from which the article could be parted."""
        same = type(self.article).objects.filter(translation_key=self.article.translation_key)
        return same.exclude(pk=self.article.pk).exists()

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Link or part as one; the stored article."""
        self.reload()
        if self.other is not None:
            self.other = type(self.article).objects.get(pk=self.other.pk)
        self.check(skip_permission_checks)
        left = self.article.translation_key
        key = self.other.translation_key if self.other else uuid4()
        pages = type(self.article).objects.filter(pk=self.article.pk)
        pages.update(translation_key=key)
        with acting(self.kind, self.user):
            parted = publication.translation_facts(left, but=self.article.pk)
            seal_article(self.article.pk, also=parted if key != left else ())
        self.reload()
        self.note(other=self.other.uid if self.other else "")
        return self.article
