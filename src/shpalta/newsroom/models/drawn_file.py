"""DrawnFile: one drawn file, found by what it was drawn of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DrawnFile(models.Model):
    """Stored bytes by ``digest``. ``recipe`` names everything that its look depends on: what has
    the same is never drawn again.
    """

    recipe = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("drawn file")
        verbose_name_plural = _("drawn files")

    def __str__(self) -> str:
        return f"{self.recipe[:12]} {self.width}"

    @staticmethod
    def keep(recipe: str, width: int, data: bytes) -> "DrawnFile":
        """Store what was drawn; where somebody was faster, theirs stays."""
        from shpalta.newsroom.pictures.renditions import blob_store

        made = DrawnFile(recipe=recipe, digest=blob_store().put(data), width=width, size=len(data))
        DrawnFile.objects.bulk_create([made], ignore_conflicts=True)
        return DrawnFile.objects.get(recipe=recipe)
