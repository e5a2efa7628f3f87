"""The form of a new free page: its preview is in the page's own language."""

from typing import Any
from urllib.parse import urlencode

from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView, PreviewOnCreateView

from shpalta.newsroom.models import FreePage


class NewPage(CreateView):
    """Creating."""

    def get_preview_url(self) -> str | None:
        """With the language, which Wagtail leaves out: the page has none before it is stored."""
        url: str | None = super().get_preview_url()
        if url is None or self.locale is None:
            return url
        return f"{url}?{urlencode({'locale': self.locale.language_code})}"


class PreviewOfNewPage(PreviewOnCreateView):
    """Looking at it before it is public."""

    def get_object(self) -> Any:
        """An empty page in the language that the form is of."""
        code = self.request.GET.get("locale", "")
        locale = Locale.objects.filter(language_code=code).first()
        return FreePage(locale=locale or Locale.get_default())
