"""Picture: an image of Wagtail's library with what a newsroom must know of it."""

from typing import Any, get_args

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.search import index

from shpalta.newsroom.models.sealed import SealedEntity
from shpalta.newsroom.pictures.bare import Bare
from shpalta.newsroom.pictures.records import picture_record
from shpalta.newsroom.pictures.renditions import keep, make_quick
from shpalta.newsroom.pictures.source import (
    Source,
    read_source,
    remember,
    source_of,
    upright_size,
)
from shpalta.newsroom.text import printable
from shpalta.records import Picture as PictureRecord
from shpalta.records import PictureKind


class UprightFieldFile(WagtailImageFieldFile):
    """Width and height as the picture is seen: the focal point is chosen on the upright one."""

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Read from the head of the file; nothing of a broken one, which is then refused."""
        closed = self.closed
        try:
            self.open()
            return upright_size(self) or (None, None)
        finally:
            if closed:
                self.close()
            else:
                self.seek(0)


class UprightImageField(WagtailImageField):
    """Wagtail's field, measuring upright."""

    attr_class = UprightFieldFile


class Picture(SealedEntity, AbstractImage):
    """A picture. Sealed on every save, with the files that are made of it so far."""

    class Kind(models.TextChoices):
        """What a reader may take it for."""

        NEWS = "news", _("news")
        ILLUSTRATIVE = "illustrative", _("illustrative")
        ARCHIVE = "archive", _("archive")
        COLLAGE = "collage", _("collage")
        MAP = "map", _("map")
        SCREENSHOT = "screenshot", _("screenshot")
        GENERATED = "generated", _("generated")

    record_kind = "picture"

    file = UprightImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    # Wagtail's own field for what a picture shows, under the name that editors know.
    description = models.CharField(
        _("alternative text"),
        max_length=1000,
        blank=True,
        default="",
        validators=[printable],
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = models.TextField(
        _("caption"), max_length=1000, blank=True, default="", validators=[printable]
    )
    credit = models.ForeignKey(
        "newsroom.Credit",
        verbose_name=_("credit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pictures",
        help_text=_("Whose it is. No article with it is published without one."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NEWS)
    licence = models.CharField(
        _("licence"), max_length=300, blank=True, default="", validators=[printable]
    )
    taken = models.DateField(_("taken on"), null=True, blank=True)
    source_digest = models.CharField(max_length=64, db_index=True, editable=False, default="")

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "kind",
        "licence",
        "taken",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.FilterField("kind"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", _("Can choose picture"))]

    @property
    def alt(self) -> str:
        """What the picture shows, where a place says nothing of its own."""
        return self.description

    @alt.setter
    def alt(self, text: str) -> None:
        self.description = text

    @property
    def default_alt_text(self) -> str:
        """For Wagtail's own screens; a title is better than nothing there."""
        return self.description or self.title

    # ------------------------------------------------------------------------------------- saving

    def clean(self) -> None:
        """Refuse a new file that is hostile, broken or too large, and titles no page can carry."""
        super().clean()
        try:
            self._new_source()
        except ValidationError as error:
            raise ValidationError({"file": error}) from error
        _check_title(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store and seal; of a new file, the first rendition too. The rest is left to a task."""
        source = self._new_source()
        _check_title(self.title)
        if source is None:
            super().save(*args, **kwargs)
            return
        files = make_quick(source)
        self.source_digest = source.digest
        self._set_image_file_metadata()
        with transaction.atomic():
            keep(files)
            super().save(*args, **kwargs)
            transaction.on_commit(self._encode_later)

    def _encode_later(self) -> None:
        from shpalta.newsroom.pictures.tasks import encode_picture

        encode_picture.enqueue(self.pk)

    def _new_source(self) -> Source | None:
        """What the file that is not stored yet holds; None when there is none."""
        if not self.file or self.file._committed:
            return None
        new = self.file._file
        source = source_of(new)
        if source is None:
            with self.open_file() as file:
                source = read_source(file.read(), self.file.name)
                file.seek(0)
            remember(new, source)
        return source

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> File:
        """As Wagtail does it, without leaving its temporary file open."""
        made = super().generate_rendition_file(filter, source=source)
        with made:
            made.seek(0)
            return ContentFile(made.read(), made.name)

    def get_willow_image(self) -> Any:
        """For Wagtail's own renditions: they keep neither place nor camera."""
        return Bare.opened(super().get_willow_image())

    # ------------------------------------------------------------------------------------- records

    def sealed_record(self) -> PictureRecord:
        """The picture as records have it, with the files there are now."""
        return picture_record(self)


class Rendition(AbstractRendition):
    """A small copy for the newsroom's own screens; readers get the files of records."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


assert {choice.value for choice in Picture.Kind} == set(get_args(PictureKind))


def _check_title(title: str) -> None:
    try:
        printable(title)
    except ValidationError as error:
        raise ValidationError({"title": error}) from error
