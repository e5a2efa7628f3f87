"""Every receiver of the newsroom, in one place."""

import logging
from typing import Any

from django.apps import apps
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.backends.signals import connection_created
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _

from shpalta.lib import events
from shpalta.newsroom.acts import account

_log = logging.getLogger("shpalta.newsroom")


def connect() -> None:
    """Connect all receivers; called once when Django is ready."""
    from wagtail.models import Page, PageViewRestriction

    from shpalta.newsroom.models import Article, ArticleShelf, Topic
    from shpalta.newsroom.models.sealed import SealedEntity
    from shpalta.newsroom.triggers import make_after_migrate

    connection_created.connect(connected, dispatch_uid="shpalta_connected")
    # The last one wins: SQLite's migrations drop triggers whatever application they are of.
    post_migrate.connect(make_after_migrate, dispatch_uid="shpalta_triggers")
    post_save.connect(base_page_saved, sender=Page, dispatch_uid="shpalta_base_page")
    pre_save.connect(restriction_saved, sender=PageViewRestriction, dispatch_uid="shpalta_private")
    pre_delete.connect(kept_page_deleted, sender=Article, dispatch_uid="shpalta_article_kept")
    pre_delete.connect(kept_page_deleted, sender=ArticleShelf, dispatch_uid="shpalta_shelf_kept")
    pre_delete.connect(topic_deleted, sender=Topic, dispatch_uid="shpalta_topic_kept")
    user_logged_in.connect(signed_in, dispatch_uid="shpalta_signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="shpalta_signed_out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="shpalta_sign_in_failed")
    for model in apps.get_models():
        if issubclass(model, SealedEntity):
            uid = f"shpalta_withdrawn_{model._meta.label_lower}"
            post_delete.connect(entity_deleted, sender=model, dispatch_uid=uid)


def connected(sender: type, connection: Any, **kwargs: Any) -> None:
    """Tell PostgreSQL what the plans of a newsroom need to know of its machine.

    A page of the disk costs about the same anywhere: its own guess, of turning disks, reads a whole
    table where an index leads to the fifty rows of a screen. And no plan of a screen is worth
    compiling first.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET random_page_cost = 1.1; SET jit = off")


def base_page_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Bulk unpublishing and scheduled expiry save the base page alone: seal at once.

    Wagtail sends this inside the transaction of the page's save; the trigger has noted the page.
    """
    if kwargs.get("raw"):
        return
    from shpalta.newsroom.journaling import seal_article
    from shpalta.newsroom.models import Unsealed

    if Unsealed.objects.filter(page_id=instance.pk).exists():
        seal_article(instance.pk)


def restriction_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """What is published is public: neither an article nor a shelf can be made private."""
    from shpalta.newsroom.errors import SealingRefused
    from shpalta.newsroom.models import Article, ArticleShelf

    page = instance.page.specific
    if isinstance(page, Article | ArticleShelf) or Article.objects.descendant_of(page).exists():
        raise SealingRefused(_("Articles and their shelves cannot be private."), code="private")


def kept_page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Stops cascades and querysets too: what was public is retracted, never deleted."""
    if instance.is_kept:
        raise ProtectedError(_("What was published is retracted, never deleted."), {instance})


def topic_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A relation of many to many protects nothing by itself."""
    if instance.articles.exists():
        raise ProtectedError(_("There are articles of this topic."), {instance})


def signed_in(sender: type, user: Any, **kwargs: Any) -> None:
    """Somebody is in."""
    events.emit(_log, events.SIGNED_IN, user=account(user))


def signed_out(sender: type, user: Any, **kwargs: Any) -> None:
    """Somebody is out; nobody, when the session was over already."""
    if user is not None:
        events.emit(_log, events.SIGNED_OUT, user=account(user))


def sign_in_failed(sender: type, **kwargs: Any) -> None:
    """A guess, or a slip: which name was typed stays where it was typed."""
    events.emit(_log, events.SIGN_IN_FAILED)


def entity_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Withdraw it by whatever road it was deleted: Wagtail's bulk action runs a query."""
    from shpalta.newsroom.journaling import withdraw_entity

    withdraw_entity(instance)
