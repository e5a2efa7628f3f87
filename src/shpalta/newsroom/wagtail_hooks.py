"""Everything that the newsroom hangs into Wagtail, in one place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet

from shpalta.newsroom import views
from shpalta.newsroom.models import Outlet
from shpalta.newsroom.models.kept import KeptPage
from shpalta.newsroom.viewsets import EntityGroup

register_snippet(EntityGroup)
register_setting(Outlet, icon="cog")


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Our own views."""
    return [
        path("articles/new/", views.new_article, name="newsroom_new_article"),
        path("articles/new/<slug:language>/", views.new_article, name="newsroom_new_article_in"),
    ]


@hooks.register("register_admin_menu_item")
def new_article_item() -> MenuItem:
    """The first entry of the menu."""
    return MenuItem(
        gettext_lazy("New article"),
        reverse("newsroom_new_article"),
        icon_name="edit",
        order=10,
    )


def _refused(request: HttpRequest, page: Any, *args: Any) -> HttpResponse | None:
    specific = page.specific
    if isinstance(specific, KeptPage) and specific.is_kept:
        messages.error(request, _("What was published stays: it can be retracted."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


hooks.register("before_delete_page", _refused)
hooks.register("before_copy_page", _refused)


@hooks.register("before_move_page")
def move_refused(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Articles and shelves are never moved, published or not."""
    if isinstance(page.specific, KeptPage):
        messages.error(request, _("Articles and their shelves are never moved."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Names of our acts in a page's history."""
    for kind, label, message in (
        ("publish", gettext_lazy("Publish"), gettext_lazy("Published")),
        ("retract", gettext_lazy("Retract"), gettext_lazy("Retracted")),
        ("restore", gettext_lazy("Restore"), gettext_lazy("Restored")),
        ("change_slug", gettext_lazy("Change the address"), gettext_lazy("Address changed")),
        ("backdate", gettext_lazy("Backdate"), gettext_lazy("Backdated")),
        ("schedule", gettext_lazy("Schedule"), gettext_lazy("Scheduled")),
        ("embargo", gettext_lazy("Embargo"), gettext_lazy("Embargo changed")),
        ("entity", gettext_lazy("Change an entity"), gettext_lazy("Changed")),
        ("release", gettext_lazy("Release"), gettext_lazy("Released to the press")),
    ):
        actions.register_action(f"shpalta.{kind}", label, message)
