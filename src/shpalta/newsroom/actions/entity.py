"""Change of an entity: public on save, at once, by those allowed to."""

from typing import Any

from django.db import transaction

from shpalta.newsroom.actions.base import EditorialAct
from shpalta.newsroom.acts import acting
from shpalta.newsroom.errors import ActRefused


class EntityChangeRefused(ActRefused):
    """The user may not change this entity."""


class EntityChange(EditorialAct):
    """Store an entity as the caller has filled it, new or changed."""

    action_name = "change_entity"
    kind = "entity"
    permission_error_class = EntityChangeRefused

    def __init__(self, entity: Any, user: Any = None) -> None:
        super().__init__(entity, user=user)

    def user_has_permission(self) -> bool:
        """By the rights on its kind of entity."""
        action = "add" if self.instance.pk is None else "change"
        return bool(self.permission_policy.user_has_permission(self.user, action))

    def check_state(self) -> None:
        """Its own validation."""
        self.instance.full_clean()

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Store and seal as one; the entity."""
        self.check(skip_permission_checks)
        with acting(self.kind, self.user):
            self.instance.save()
        self.note()
        return self.instance
