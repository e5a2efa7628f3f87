"""Arrangement of a front: which article leads, which are pinned, in which order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from shpalta.newsroom.actions.base import EditorialAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.arrangement import MOST_PINS, Arrangement, merged
from shpalta.newsroom.errors import ActRefused
from shpalta.newsroom.fronts import arrangement_at, articles_by_id, front_of


class FrontRefused(ActRefused):
    """The user may not arrange the front."""


class FrontTouchedTwice(ValidationError):
    """Somebody else has changed the same place since: ``stands`` is what stands there now."""

    def __init__(self, stands: Arrangement, version: int) -> None:
        super().__init__(_("Somebody else has changed the same place."), code="touched_twice")
        self.stands = stands
        self.version = version


class ArrangeFront(EditorialAct):
    """Say what stands on the front of a language: ids of articles, public or not yet.

    ``version`` is the one that the arrangement was made of (None: whatever stands now). What was
    changed since is kept: both changes become one, or, where they touch the same place,
    ``FrontTouchedTwice`` is raised and nothing is stored.
    """

    action_name = "arrange_front"
    kind = "front"
    permission_error_class = FrontRefused

    def __init__(
        self, locale: Any, arrangement: Arrangement, user: Any = None, version: int | None = None
    ) -> None:
        super().__init__(front_of(locale), user=user)
        self.locale = locale
        self.arrangement = arrangement
        self.version = version

    def user_has_permission(self) -> bool:
        """Who may publish."""
        return may_arrange(self.user)

    def check_state(self) -> None:
        """Every article is there, in this language, once; there are not too many."""
        ids = self.arrangement.all
        if len(set(ids)) < len(ids):
            raise ValidationError(_("An article stands on the front once."), code="twice")
        if len(self.arrangement.pins) > MOST_PINS:
            raise ValidationError(
                _("At most %(number)d articles can be pinned."),
                code="too_many",
                params={"number": MOST_PINS},
            )
        if len(articles_by_id(self.locale, ids)) < len(ids):
            raise ValidationError(
                _("An article is no more, or is of another language."), code="unknown"
            )

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Arrange and seal as one; the stored front."""
        self.instance = front = front_of(self.locale, locked=True)
        self._merge()
        self.check(skip_permission_checks)
        if self.arrangement == front.arrangement and front.version:
            return front
        articles = articles_by_id(self.locale, self.arrangement.all)
        front.lead = articles.get(self.arrangement.lead)
        front.pins = [
            _pin(articles[article], place) for place, article in enumerate(self.arrangement.pins)
        ]
        with acting(self.kind, self.user):
            front.save()
        self.note()
        return front

    def _merge(self) -> None:
        """Take in what others have changed since the version that this was made of."""
        front = self.instance
        if self.version is None or self.version == front.version:
            return
        stands = front.arrangement
        both = merged(arrangement_at(front.uid, self.version), self.arrangement, stands)
        if both is None:
            raise FrontTouchedTwice(stands, front.version)
        self.arrangement = both


def may_arrange(user: Any) -> bool:
    """Whether a user may publish anything at all."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission(user, "publish"))


def _pin(article: Any, place: int) -> Any:
    from shpalta.newsroom.models import FrontPin

    return FrontPin(article=article, sort_order=place)
