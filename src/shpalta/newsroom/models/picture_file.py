"""PictureFile: one encoded file of a picture, found by what it was made of and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shpalta.records import Rendition


class PictureFile(models.Model):
    """Stored bytes by ``digest``. Belongs to the source's bytes, not to a picture: two pictures
    of one file share it, and it is never made again.
    """

    source_digest = models.CharField(max_length=64)
    recipe = models.CharField(max_length=10)
    format = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("file of a picture")
        verbose_name_plural = _("files of pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["source_digest", "recipe", "format", "width"], name="picture_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_digest[:12]} {self.format} {self.width}"

    def rendition(self) -> Rendition:
        """The file as records list it."""
        return Rendition(self.format, self.width, self.height, self.digest, self.size)
