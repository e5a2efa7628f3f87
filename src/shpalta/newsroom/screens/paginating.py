"""Pages of lists without a count of everything: editors page through the newest, and search."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator

COUNTED = 10_000


class BoundedPaginator(WagtailPaginator):
    """Counts no further than an editor would page: a count of everything reads everything."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most ``COUNTED``."""
        return min(self._seen, COUNTED)

    @cached_property
    def _seen(self) -> int:
        return _bounded(self.object_list)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than were counted."""
        return self._seen > COUNTED

    @cached_property
    def items_count_label(self) -> str:
        """In words: how many things, or that there are more than were counted."""
        if not self.is_cut:
            return str(super().items_count_label)
        things = {"things": capfirst(str(self.verbose_name_plural)), "number": _counted()}
        return _("%(things)s: more than %(number)s") % things


class ArticlePaginator(BoundedPaginator):
    """The same, in words about articles."""

    @cached_property
    def items_count_label(self) -> str:
        """How many articles, or that there are more than were counted."""
        if self.is_cut:
            return _("more than %(number)s articles") % {"number": _counted()}
        return ngettext("%(number)d article", "%(number)d articles", self.count) % {
            "number": self.count
        }


def _bounded(things: Any) -> int:
    """How many ``things`` there are, counted to one more than the bound."""
    if isinstance(things, QuerySet):
        return things.order_by()[: COUNTED + 1].count()
    # Results of a search and groups of references are bounded already.
    return len(things)


def _counted() -> str:
    return f"{COUNTED:,}".replace(",", " ")
