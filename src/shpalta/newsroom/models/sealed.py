"""What all entities have in common: an id of their own, and sealing on every save."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from shpalta.newsroom.ids import new_id
from shpalta.press.journal import Fact


class SealedEntity(models.Model):
    """An entity that articles refer to by ``uid``: public on save, at once.

    ``record_kind`` is its kind in the journal. Saving seals in the same transaction; an equal
    record seals nothing. Subclasses that keep files seal after those are stored. Whatever deletes
    an entity, a receiver withdraws it in the same transaction.
    """

    record_kind: ClassVar[str]

    uid = models.CharField(_("id"), max_length=26, unique=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store and seal as one."""
        from shpalta.newsroom.journaling import seal_entity

        with transaction.atomic():
            super().save(*args, **kwargs)
            seal_entity(self)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete and withdraw as one. What an article shows cannot be deleted."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def other_facts(self, *, withdrawn: bool) -> Sequence[Fact]:
        """What else is public, or is not any more, by the same act."""
        return ()
