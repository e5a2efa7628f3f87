"""Pages that stay where they are: what was public has addresses, links and a history."""

from typing import Any, NoReturn

from django.utils.translation import gettext as _
from wagtail.models import PagePermissionTester

from shpalta.newsroom.errors import ShelfRefused


class KeptPermissionTester(PagePermissionTester):
    """Wagtail's rights on a page, without those that would take it from its place."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never what was public: it is retracted."""
        return not self.page.is_kept and super().can_delete(ignore_bulk=ignore_bulk)

    def can_move(self) -> bool:
        """Never: the shelf is chosen at creation."""
        return False

    def can_move_to(self, destination: Any) -> bool:
        """Never, see ``can_move``."""
        return False

    def can_copy(self) -> bool:
        """Never what was public: one piece has one page."""
        return not self.page.is_kept and super().can_copy()

    def can_set_view_restrictions(self) -> bool:
        """Never: what is published is public."""
        return False

    def can_reorder_children(self) -> bool:
        """Never: lists have an order of their own."""
        return False


class KeptPage:
    """Refuses deletion, moves, copies and aliases while ``is_kept``, whoever asks."""

    @property
    def is_kept(self) -> bool:
        """Whether it must stay: each kind of page says so itself."""
        raise NotImplementedError

    def permissions_for_user(self, user: Any) -> KeptPermissionTester:
        """Rights of ``user`` on this page."""
        return KeptPermissionTester(user, self)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused for what was public."""
        if self.is_kept:
            raise ShelfRefused(_("What was published is retracted, never deleted."))
        return super().delete(*args, **kwargs)  # type: ignore[misc]

    def move(self, target: Any, pos: Any = None, user: Any = None) -> NoReturn:
        """Refused: addresses do not depend on the tree, so there is nothing to gain."""
        raise ShelfRefused(_("Articles and their shelves are never moved."))

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Refused for what was public."""
        if self.is_kept:
            raise ShelfRefused(_("What was published is never copied: one piece, one page."))
        return super().copy(*args, **kwargs)  # type: ignore[misc]

    def create_alias(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: an alias would be a second page of one piece."""
        raise ShelfRefused(_("Articles have no aliases."))
