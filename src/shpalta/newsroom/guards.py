"""What stands between a save and the public: checked before anything is written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shpalta.lib.text import forbidden
from shpalta.newsroom import clock
from shpalta.newsroom.errors import EmbargoHolds, SealingRefused
from shpalta.newsroom.ids import is_id, new_id
from shpalta.newsroom.text import strings_in

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

# What Wagtail writes when only a draft was saved or a place in the tree changed: nothing that
# readers see. A draft's other fields may be in memory meanwhile.
_PRIVATE_FIELDS = frozenset(
    {
        "wagtail_admin_comments",
        "latest_revision_created_at",
        "draft_title",
        "latest_revision",
        "has_unpublished_changes",
        "locked",
        "locked_by",
        "locked_at",
        "first_published_at",
        "last_published_at",
        "owner",
        "numchild",
    }
)


def may_change_the_public(fields: Iterable[str] | None) -> bool:
    """Whether a save of these fields (None: of all) can change what readers see."""
    return fields is None or not _PRIVATE_FIELDS.issuperset(fields)


def ensure_id(article: "Article") -> None:
    """Give a new page its opaque id, whatever slug a form, a copy or a script had for it."""
    if article.pk is None and (not is_id(article.slug) or _id_taken(article.slug)):
        if article.slug and article.live:
            raise SealingRefused(
                _("A live copy of an article is refused: one piece has one page."), code="live_copy"
            )
        article.slug = new_id()


def before_save(article: "Article", fields: Iterable[str] | None) -> None:
    """Take over what acts decided, and refuse what would be public too early or twice."""
    ensure_id(article)
    stored = _take_stored_state(article)
    if not may_change_the_public(fields):
        return
    if stored.get("live") and not article.live and not article.was_live:
        # A draft read before the publication, saved after it (an autosave on its way): it would
        # take the article off the site, and nobody has decided that.
        raise SealingRefused(_("The article was published meanwhile. Open it again."), code="stale")
    if not article.live:
        return
    if article.alias_of_id:
        raise SealingRefused(_("Articles have no aliases."), code="alias")
    if stored.get("day") and article.public_slug != stored["public_slug"]:
        # A path that an import gave ends where the editors give another one.
        article.imported_path = ""
    now = clock.now()
    newly_live = not stored.get("live", False)
    if newly_live and article.go_live_at and article.go_live_at > now:
        # Wagtail's form for a new page stores it live first and schedules it a moment later.
        article.live = False
    elif newly_live:
        # The row's embargo too: a revision older than it knows nothing of it.
        for embargo in (article.embargo_until, stored.get("embargo_until")):
            if embargo and embargo > now:
                raise EmbargoHolds.until(embargo)


def problems_of_content(article: "Article") -> dict[str, Any]:
    """What no draft may hold: text that cannot be stored, entities of another language."""
    errors: dict[str, Any] = {}
    found = forbidden(article.title or "")
    if found:
        errors["title"] = _character(found)
    for text in strings_in(_plain_body(article)):
        found = forbidden(text)
        if found:
            errors["body"] = _character(found)
            break
    if article.section and article.section.locale_id != article.locale_id:
        errors["section"] = _("The section is of another language.")
    if article.series and article.series.locale_id != article.locale_id:
        errors["series"] = _("The series is of another language.")
    if any(topic.locale_id != article.locale_id for topic in article.topics.all()):
        errors["topics"] = _("A topic is of another language.")
    return errors


def _take_stored_state(article: "Article") -> dict[str, Any]:
    """Overwrite the columns of acts in memory by the stored ones; the stored row, or nothing."""
    from shpalta.newsroom.models.article import STATE_COLUMNS, Article

    if article.pk is None:
        return {}
    decided = (*STATE_COLUMNS, "translation_key")
    row = (
        Article.objects.select_for_update()
        .filter(pk=article.pk)
        .values("live", "slug", "public_slug", "embargo_until", *decided)
        .first()
    )
    if row is None:
        return {}
    for name in decided:
        setattr(article, name, row[name])
    article.slug = row["slug"]
    if row["day"] and not article.public_slug:
        article.public_slug = row["public_slug"]
    return row


def _id_taken(slug: str) -> bool:
    from wagtail.models import Page

    return Page.objects.filter(slug=slug).exists()


def _plain_body(article: "Article") -> Any:
    return article.body.get_prep_value() if article.body else []


def _character(found: str) -> ValidationError:
    return ValidationError(
        _("The character %(character)s cannot be published. Remove it."),
        code="forbidden_character",
        params={"character": found},
    )
