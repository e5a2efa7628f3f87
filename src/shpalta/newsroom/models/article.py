"""Article: one published piece. What readers see of it is sealed in the transaction of its save."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from shpalta.lib.addresses import SLUG_BYTES
from shpalta.newsroom import guards
from shpalta.newsroom.blocks import BodyBlock
from shpalta.newsroom.forms import ArticleForm
from shpalta.newsroom.models.kept import KeptPage
from shpalta.newsroom.models.named import public_slug_validator
from shpalta.newsroom.panels import ARTICLE_PANELS
from shpalta.newsroom.text import printable

# Columns that acts alone write: no save takes them from memory, since what memory holds may be
# older than the last act (a draft, a page object kept by a script).
STATE_COLUMNS = (
    "day",
    "published_at",
    "changed_at",
    "imported_path",
    "retracted_at",
    "public_reason",
    "private_reason",
    "problem",
)


class Article(KeptPage, Page):
    """A page of Wagtail whose ``slug`` is an opaque id; what readers know stands in columns."""

    class Genre(models.TextChoices):
        """What kind of piece it is."""

        NEWS = "news", _("news")
        REPORT = "report", _("report")
        INTERVIEW = "interview", _("interview")
        ANALYSIS = "analysis", _("analysis")
        OPINION = "opinion", _("opinion")
        EXPLAINER = "explainer", _("explainer")
        ADVERTISING = "advertising", _("advertising")
        GALLERY = "gallery", _("gallery")

    short_headline = models.CharField(
        _("short headline"),
        max_length=120,
        blank=True,
        validators=[printable],
        help_text=_("For lists. Empty: the headline itself."),
    )
    lead = models.TextField(_("lead"), max_length=2000, blank=True, validators=[printable])
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    section = models.ForeignKey(
        "newsroom.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    topics = ParentalManyToManyField(
        "newsroom.Topic", verbose_name=_("topics"), blank=True, related_name="articles"
    )
    series = models.ForeignKey(
        "newsroom.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    part = models.PositiveSmallIntegerField(
        _("part"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("The number inside the series. Empty: the parts are not numbered."),
    )
    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices, default=Genre.NEWS)
    dateline = models.CharField(
        _("dateline"),
        max_length=120,
        blank=True,
        validators=[printable],
        help_text=_("The place the piece was written from."),
    )
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=1000,
        blank=True,
        validators=[printable],
        help_text=_("What the picture shows. Empty: the picture's own text is used."),
    )
    picture_decorative = models.BooleanField(_("decorative"), default=False)
    picture_caption = models.TextField(
        _("caption"),
        max_length=1000,
        blank=True,
        validators=[printable],
        help_text=_("Empty: the picture's own caption is used."),
    )
    public_slug = models.CharField(
        _("slug"),
        max_length=SLUG_BYTES,
        blank=True,
        validators=[public_slug_validator],
        help_text=_("The last part of the public address. Empty: made from the headline."),
    )
    significant_change = models.BooleanField(
        _("this change matters"),
        default=False,
        help_text=_("Readers will see the date of this change."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nothing of the article is public before this moment, whoever publishes."),
    )

    day = models.DateField(_("day of the address"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)
    imported_path = models.CharField(max_length=900, blank=True, default="", editable=False)
    retracted_at = models.DateTimeField(_("retracted"), null=True, editable=False)
    public_reason = models.TextField(_("public reason"), blank=True, default="", editable=False)
    private_reason = models.TextField(_("private reason"), blank=True, default="", editable=False)
    problem = models.TextField(_("why it is not published"), blank=True, default="", editable=False)

    # Whether it was live when it was read: what has not been live cannot be taken off the site.
    was_live = True
    # What its address begins with, where many are shown at once; otherwise it is looked up.
    address_prefix: str | None = None

    parent_page_types = ["newsroom.ArticleShelf"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = [*STATE_COLUMNS, "public_slug", "embargo_until"]
    record_kind = "article"
    base_form_class = ArticleForm
    edit_handler = ARTICLE_PANELS

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("section"),
        index.FilterField("genre"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["section", "-published_at"], name="article_section_published"),
            models.Index(fields=["-published_at"], name="article_published"),
            models.Index(fields=["day", "public_slug"], name="article_address"),
            models.Index(fields=["genre"], name="article_genre"),
        ]

    @property
    def uid(self) -> str:
        """The id in records: the page's slug."""
        return self.slug

    @property
    def is_kept(self) -> bool:
        """Whether it was ever public."""
        return self.day is not None

    # ------------------------------------------------------------------------------------- saving

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """Store; and seal in the same transaction whatever of it is public.

        Sealing reads back what was stored: an object in memory may hold a draft's fields.
        """
        from shpalta.newsroom.journaling import seal_article

        fields = kwargs.get("update_fields")
        with transaction.atomic():
            guards.before_save(self, fields)
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if guards.may_change_the_public(fields):
                seal_article(self.pk, user=user)
                self.refresh_from_db(fields=[*STATE_COLUMNS, "public_slug", "significant_change"])
        self.was_live = self.live
        return result

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> "Article":
        """A stored row, with what was true when it was read."""
        article = super().from_db(db, field_names, values)
        article.was_live = article.__dict__.get("live", True)
        return article

    def with_content_json(self, content: dict[str, Any]) -> "Article":
        """A revision as an object; what acts decided is not the revision's to say."""
        article = super().with_content_json(content)
        for name in STATE_COLUMNS:
            setattr(article, name, getattr(self, name))
        article.slug = self.slug
        article.was_live = self.was_live
        return article

    # ----------------------------------------------------------------------------------- checking

    def _set_core_field_defaults(self) -> None:
        guards.ensure_id(self)
        super()._set_core_field_defaults()

    def clean(self) -> None:
        """Refuse text that cannot be published, and a section or topic of another language."""
        super().clean()
        errors = guards.problems_of_content(self)
        if errors:
            raise ValidationError(errors)

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        """Everything that a publication needs; forms, which exclude fields, ask by themselves."""
        super().full_clean(exclude=exclude, **kwargs)
        if exclude is None:
            from shpalta.newsroom.checklist import missing

            problems = missing(self)
            if problems:
                raise ValidationError({problem.field: problem.message for problem in problems})

    # ------------------------------------------------------------------------------------ preview

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page as the press would make it of this draft."""
        from shpalta.newsroom import preview

        return preview.response(self, request)

    # ------------------------------------------------------------------------------------ address

    def get_url_parts(self, request: Any = None) -> tuple[int | None, str, str] | None:
        """The site's address and our path; None before the first publication."""
        from shpalta.newsroom.addressing import path_of

        path = path_of(self)
        if not path:
            return None
        return None, settings.SHPALTA_SITE_ADDRESS, path

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """Always with the host: the newsroom and the site are two addresses."""
        return self.get_full_url(request)

    url = property(get_url)
