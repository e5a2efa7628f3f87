"""The forms in which editors upload pictures."""

from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from shpalta.newsroom.pictures.source import MAX_BYTES, read_source, remember


class CheckedImageField(WagtailImageField):
    """Wagtail's field with our own look at the file.

    Wagtail decodes the whole picture before it counts the pixels, and a file that is cut short
    ends in an error page there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _("JPEG, PNG, WebP, AVIF or GIF, at most %s.") % filesizeformat(MAX_BYTES)

    def to_python(self, data: Any) -> UploadedFile | None:
        """The file, once it was found to be a picture; otherwise what is wrong with it."""
        file = cast("UploadedFile | None", FileField.to_python(self, data))
        if file is None:
            return None
        # One byte more than is taken tells that there is too much, and nothing more is read.
        content = file.read(MAX_BYTES + 1)
        source = read_source(content, file.name or "")
        file.seek(0)
        remember(file, source)
        file.content_type = Image.MIME[source.format]
        return file


class PictureForm(BaseImageForm):
    """Named in the setting WAGTAILIMAGES_IMAGE_FORM_BASE, so every upload passes here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            checked = CheckedImageField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
            self.fields["file"] = checked
