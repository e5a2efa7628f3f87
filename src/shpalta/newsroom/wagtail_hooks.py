"""Everything that the newsroom hangs into Wagtail, in one place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import register_setting
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from shpalta.newsroom import entity_links
from shpalta.newsroom.actions.front import may_arrange
from shpalta.newsroom.models import Article, Outlet, Webhook
from shpalta.newsroom.models.kept import KeptPage
from shpalta.newsroom.screens import (
    acts,
    choosing,
    destinations,
    editing,
    entities,
    front,
    home,
    listing,
    outside,
    safekeeping,
    webhooks,
    writing,
)
from shpalta.newsroom.viewsets import EntityGroup, FreePageViewSet

register_snippet(EntityGroup)
register_snippet(FreePageViewSet)
register_setting(Outlet, icon="cog")
register_permission_policy(Webhook, webhooks.KeptWebhookPolicy(Webhook))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Our own views."""
    articles = listing.ArticlesView
    return [
        path("articles/", articles.as_view(), name="newsroom_articles"),
        path(
            "articles/results/",
            articles.as_view(results_only=True),
            name="newsroom_articles_results",
        ),
        path("articles/new/", writing.new_article, name="newsroom_new_article"),
        path("articles/new/<slug:language>/", writing.new_article, name="newsroom_new_article_in"),
        path("front/", front.FrontView.as_view(), name="newsroom_front"),
        path("front/<slug:language>/", front.FrontView.as_view(), name="newsroom_front_in"),
        path("destinations/", destinations.destinations_view, name="newsroom_destinations"),
        path("entities/choose/", entities.choose_entity, name="newsroom_choose_entity"),
        path("topics/find/", entities.find_topics, name="newsroom_find_topics"),
        path("outside/", outside.CallsView.as_view(), name="newsroom_outside"),
        path(
            "outside/results/",
            outside.CallsView.as_view(results_only=True),
            name="newsroom_outside_results",
        ),
        path("outside/<int:pk>/", outside.call_view, name="newsroom_outside_call"),
        path("articles/<int:pk>/where/", editing.where_view, name="newsroom_where"),
        path("articles/<int:pk>/<slug:kind>/", acts.act_view, name="newsroom_act"),
    ]


@hooks.register("register_admin_viewset")
def article_viewset() -> editing.ArticleViewSet:
    """Wagtail's screens of an article, with our own among them."""
    return editing.ArticleViewSet("shpalta_articles")


@hooks.register("register_admin_viewset")
def webhook_viewset() -> webhooks.WebhookViewSet:
    """Which systems are told of acts."""
    return webhooks.WebhookViewSet("webhooks")


# ------------------------------------------------------------------------------------------- menus

# What shows the tree of pages or counts the archive; what a newsroom of one site does not have.
_HIDDEN = {
    "construct_main_menu": {"explorer", "help"},
    "construct_reports_menu": {"site-history", "aging-pages", "page-types-usage"},
    "construct_settings_menu": {"sites", "outlet"},
}


def _hide(hook: str) -> None:
    def without(request: HttpRequest, items: list[Any]) -> None:
        items[:] = [item for item in items if item.name not in _HIDDEN[hook]]

    hooks.register(hook, without)


for _name in _HIDDEN:
    _hide(_name)


class OutletItem(MenuItem):
    """The outlet's settings, for those who may change them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By the right on the outlet."""
        return bool(request.user.has_perm("newsroom.change_outlet"))


@hooks.register("register_admin_menu_item")
def articles_item() -> MenuItem:
    """The first entry of the menu."""
    return MenuItem(
        gettext_lazy("Articles"),
        reverse("newsroom_articles"),
        name="articles",
        icon_name="doc-full",
        order=10,
    )


class PublishersItem(MenuItem):
    """The front and the outside calls, for those who may do something about them."""

    """For those who may publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever may publish."""
        return may_arrange(request.user)


@hooks.register("register_admin_menu_item")
def front_item() -> MenuItem:
    """What readers see first."""
    return PublishersItem(
        gettext_lazy("Front"),
        reverse("newsroom_front"),
        name="front",
        icon_name="home",
        order=15,
    )


@hooks.register("register_reports_menu_item")
def outside_item() -> MenuItem:
    """What other systems were told."""
    return PublishersItem(
        gettext_lazy("Outside calls"),
        reverse("newsroom_outside"),
        name="outside",
        icon_name="link-external",
        order=50,
    )


@hooks.register("register_reports_menu_item")
def destinations_item() -> MenuItem:
    """How other places for the edition are doing."""
    return PublishersItem(
        gettext_lazy("Destinations"),
        reverse("newsroom_destinations"),
        name="destinations",
        icon_name="upload",
        order=900,
    )


@hooks.register("register_admin_menu_item")
def outlet_item() -> MenuItem:
    """What readers see around every article."""
    return OutletItem(
        gettext_lazy("Outlet"),
        reverse("wagtailsettings:edit", args=["newsroom", "outlet"]),
        name="outlet",
        icon_name="globe",
        order=600,
    )


# Last: Wagtail's applications add theirs after ours, which are first in the list.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Each of Wagtail's counts reads a whole table."""
    items.clear()


@hooks.register("construct_homepage_panels")
def safekeeping_panel(request: HttpRequest, panels: list[Any]) -> None:
    """When the last backup and the last drill were."""
    if safekeeping.may_see(request.user):
        panels.append(safekeeping.SafekeepingPanel())


@hooks.register("construct_homepage_panels")
def homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """One's own edits without reading all of them."""
    home.own_panels(panels)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """The newsroom's few additions to Wagtail's look."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/admin.css"))


@hooks.register("insert_editor_js")
def editor_js() -> str:
    """Asks where an article is, after a publication."""
    return format_html('<script src="{}"></script>', static("newsroom/where.js"))


# ----------------------------------------------------------------------------------------- editing


@hooks.register("construct_page_action_menu")
def action_menu(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publishing has a button of its own in sight; whoever takes an article off is asked why."""
    hidden = {"action-unpublish"}
    if context["view"] != "revisions_revert":
        hidden.add("action-publish")
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("after_publish_page")
def after_publish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say what has become of the article, and stay with it."""
    return editing.after_publication(request, page)


@hooks.register("before_unpublish_page")
def unpublish_refused(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Every road off the site asks for the reason."""
    return redirect("newsroom_act", page.pk, "retract") if isinstance(page, Article) else None


hooks.register("construct_page_chooser_queryset", choosing.without_shelves)


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
        (
            "translation",
            gettext_lazy("Link a translation"),
            gettext_lazy("Translations linked"),
        ),
        ("entity", gettext_lazy("Change an entity"), gettext_lazy("Changed")),
        ("front", gettext_lazy("Arrange the front"), gettext_lazy("Front arranged")),
        ("release", gettext_lazy("Release"), gettext_lazy("Released to the press")),
        ("outbox.arrived", gettext_lazy("It arrived"), gettext_lazy("Said to have arrived")),
        ("outbox.again", gettext_lazy("Send again"), gettext_lazy("Sent again")),
        ("outbox.give_up", gettext_lazy("Give up"), gettext_lazy("Given up")),
    ):
        actions.register_action(f"shpalta.{kind}", label, message)


@hooks.register("register_rich_text_features")
def rich_text_features(features: Any) -> None:
    """Links to sections, topics and contributors in running text."""
    entity_links.register(features)
