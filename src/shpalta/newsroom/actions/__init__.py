"""Editorial acts: one class each, with ``check()`` and ``execute()``.

``ACTIONS`` lists them all: a test of the laws walks through it and fails when one is missing.
"""

from shpalta.newsroom.actions.backdate import Backdate, BackdateRefused
from shpalta.newsroom.actions.base import ArticleAct, EditorialAct
from shpalta.newsroom.actions.change_slug import ChangeSlug, ChangeSlugRefused
from shpalta.newsroom.actions.entity import EntityChange, EntityChangeRefused
from shpalta.newsroom.actions.front import ArrangeFront, FrontRefused, FrontTouchedTwice
from shpalta.newsroom.actions.publish import Publish, PublishRefused
from shpalta.newsroom.actions.release import ReleaseHeld, ReleaseRefused
from shpalta.newsroom.actions.retract import Restore, RestoreRefused, Retract, RetractRefused
from shpalta.newsroom.actions.schedule import (
    Embargo,
    EmbargoRefused,
    Schedule,
    ScheduleRefused,
)
from shpalta.newsroom.actions.translation import LinkTranslation, LinkTranslationRefused

ACTIONS: tuple[type[EditorialAct], ...] = (
    Publish,
    Retract,
    Restore,
    ChangeSlug,
    Backdate,
    Schedule,
    Embargo,
    LinkTranslation,
    EntityChange,
    ArrangeFront,
    ReleaseHeld,
)

__all__ = [
    "ACTIONS",
    "ArrangeFront",
    "ArticleAct",
    "Backdate",
    "BackdateRefused",
    "ChangeSlug",
    "ChangeSlugRefused",
    "EditorialAct",
    "Embargo",
    "EmbargoRefused",
    "EntityChange",
    "EntityChangeRefused",
    "FrontRefused",
    "FrontTouchedTwice",
    "LinkTranslation",
    "LinkTranslationRefused",
    "Publish",
    "PublishRefused",
    "ReleaseHeld",
    "ReleaseRefused",
    "Restore",
    "RestoreRefused",
    "Retract",
    "RetractRefused",
    "Schedule",
    "ScheduleRefused",
]
