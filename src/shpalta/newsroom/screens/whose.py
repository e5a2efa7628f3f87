"""Which articles a user may work with."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from shpalta.newsroom.models import Article
from shpalta.newsroom.shelves import root_shelf


def workable(user: Any) -> QuerySet[Any]:
    """Articles that ``user`` may do anything with.

    Rights hang on the shelf above all: who has one there has it on every article, and none is
    asked for its place in the tree.
    """
    if user.is_superuser:
        return Article.objects.all()
    policy: Any = policy_registry.get_by_type(Page)
    shelf = root_shelf()
    granted = [one.page for one in policy.get_cached_permissions_for_user(user)]
    if any(shelf.pk == page.pk or shelf.is_descendant_of(page) for page in granted):
        return Article.objects.all()
    return Article.objects.filter(pk__in=policy.explorable_instances(user))
