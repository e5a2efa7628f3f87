"""The shelf: where article pages stand in Wagtail's tree. Nobody reads it, nobody moves it."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from shpalta.newsroom.models.kept import KeptPage


class ArticleShelf(KeptPage, Page):
    """One per year of creation and language; rights and workflows hang on the one above them."""

    year = models.PositiveSmallIntegerField(
        _("year"), null=True, editable=False, help_text=_("Empty: the shelf of all shelves.")
    )

    parent_page_types = ["wagtailcore.Page", "newsroom.ArticleShelf"]
    subpage_types = ["newsroom.Article", "newsroom.ArticleShelf"]
    is_creatable = False
    preview_modes: list[Any] = []
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("shelf of articles")
        verbose_name_plural = _("shelves of articles")

    @property
    def is_kept(self) -> bool:
        """A shelf is never deleted, moved or copied."""
        return True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store; of a shelf there is nothing to seal."""
        from shpalta.newsroom.models.unsealed import Unsealed

        with transaction.atomic():
            result = super().save(*args, **kwargs)
            Unsealed.objects.filter(page_id=self.pk).delete()
        return result

    def add_child(self, **kwargs: Any) -> Any:
        """Put a page on the shelf, as one: the child's place, the count, the page, its sealing.

        Treebeard counts children down before a deletion that is then refused; it would give a
        shelf that counts none the first place again.
        """
        with transaction.atomic():
            shelf = Page.objects.select_for_update().get(pk=self.pk)
            if shelf.numchild == 0:
                below = Page.objects.filter(path__startswith=self.path, depth=self.depth + 1)
                Page.objects.filter(pk=self.pk).update(numchild=below.count())
            return super().add_child(**kwargs)

    def get_url_parts(self, request: Any = None) -> None:
        """No address: readers never see a shelf."""
        return
