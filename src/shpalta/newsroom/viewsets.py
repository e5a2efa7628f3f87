"""The screens of entities: Wagtail's snippets, in a group of their own."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from shpalta.newsroom.models import Contributor, Credit, FreePage, Section, Series, Topic
from shpalta.newsroom.screens.pages import NewPage, PreviewOfNewPage


class SectionViewSet(SnippetViewSet):
    """Sections."""

    model = Section
    icon = "folder-open-inverse"
    list_display = ["name", "slug", "locale", "order"]
    list_filter = ["locale"]
    copy_view_enabled = False


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "locale"]
    list_filter = ["locale"]
    copy_view_enabled = False


def _complete(series: Series) -> str:
    """In words: Wagtail shows a truth of Python's as it is."""
    return gettext("yes") if series.complete else gettext("no")


class SeriesViewSet(SnippetViewSet):
    """Series."""

    model = Series
    icon = "list-ol"
    list_display = [
        "name",
        "slug",
        "locale",
        Column("complete", label=_("complete"), accessor=_complete, sort_key="complete"),
    ]
    list_filter = ["locale", "complete"]
    copy_view_enabled = False


class ContributorViewSet(SnippetViewSet):
    """Contributors."""

    model = Contributor
    icon = "user"
    list_display = ["name", "role"]
    copy_view_enabled = False


class CreditViewSet(SnippetViewSet):
    """Credits."""

    model = Credit
    icon = "clipboard-list"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    copy_view_enabled = False


class EntityGroup(SnippetViewSetGroup):
    """All of them under one entry of the menu."""

    items = (SectionViewSet, TopicViewSet, SeriesViewSet, ContributorViewSet, CreditViewSet)
    menu_label = _("Reference")
    menu_icon = "list-ul"
    menu_order = 500
    add_to_admin_menu = True


class FreePageViewSet(SnippetViewSet):
    """Free pages, with an entry of their own in the menu."""

    model = FreePage
    add_view_class = NewPage
    preview_on_add_view_class = PreviewOfNewPage
    icon = "doc-empty"
    menu_label = _("Pages")
    menu_name = "free-pages"
    menu_order = 550
    add_to_admin_menu = True
    list_display = ["title", "slug", "locale", "changed_at"]
    list_filter = ["locale"]
    copy_view_enabled = False
