"""DocumentFile: a file that readers can download."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from shpalta.newsroom.models.sealed import SealedEntity
from shpalta.newsroom.pictures.renditions import blob_store
from shpalta.newsroom.text import printable
from shpalta.records import Document as DocumentRecord

MAX_BYTES = 100 * 1024 * 1024

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
# What readers may be handed, and how such a file begins. Nothing a browser would run: the site
# serves these files under its own address.
_BEGINNINGS: dict[str, bytes] = {
    "pdf": b"%PDF-",
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "odp": _ZIP,
    "epub": _ZIP,
    "zip": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "ppt": _OLE,
    "rtf": b"{\\rtf",
    "txt": b"",
    "csv": b"",
}


class DocumentFile(SealedEntity, AbstractDocument):
    """A document. Its bytes lie in the store of files, named by digest, from the first save."""

    record_kind = "document"

    source_digest = models.CharField(max_length=64, editable=False, default="")

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", _("Can choose document"))]

    def clean(self) -> None:
        """Refuse what is no document, and titles that no page can carry."""
        super().clean()
        self._check_title()
        try:
            self._new_bytes()
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new file's bytes, then store and seal."""
        self._check_title()
        data = self._new_bytes()
        if data is not None:
            self.source_digest = blob_store().put(data)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def sealed_record(self) -> DocumentRecord:
        """The document as records have it."""
        return DocumentRecord(
            id=self.uid,
            title=self.title,
            digest=self.source_digest,
            extension=_extension(self.file.name),
            size=self.file_size or 0,
        )

    def _check_title(self) -> None:
        try:
            printable(self.title)
        except ValidationError as error:
            raise ValidationError({"title": error}) from error

    def _new_bytes(self) -> bytes | None:
        """The checked bytes of a file that is not stored yet; None when there is none."""
        if not self.file or self.file._committed:
            return None
        if self.file.size > MAX_BYTES:
            message = _("The file has %(size)s; at most %(most)s can be taken.") % {
                "size": filesizeformat(self.file.size),
                "most": filesizeformat(MAX_BYTES),
            }
            raise ValidationError(message, code="too_large")
        extension = _extension(self.file.name)
        if extension not in _BEGINNINGS:
            kinds = ", ".join(sorted(_BEGINNINGS))
            message = _("Files of this kind are not published. Use one of: %s.") % kinds
            raise ValidationError(message, code="kind")
        with self.open_file() as file:
            data: bytes = file.read()
            file.seek(0)
        if not data:
            raise ValidationError(_("The file is empty."), code="empty")
        if not data.startswith(_BEGINNINGS[extension]):
            message = _("The file is called .%s but holds something else.") % extension
            raise ValidationError(message, code="mislabelled")
        return data


def _extension(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")
