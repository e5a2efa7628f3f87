"""The blocks that an article's body is written in. There is no block for raw HTML.

What they hold is turned into sealed records by ``body``; nothing here is ever rendered for readers.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# Headings have a block of their own; pictures, documents and embeds too: inside running text they
# would have no place in a list of blocks with stable ids.
TEXT_FEATURES = ("bold", "italic", "link", "entity-link", "ol", "ul")
ARTICLE_MODEL = "newsroom.Article"

_LINE = 300
_CAPTION = 1000
_ADDRESS = 2000


class PictureUseBlock(blocks.StructBlock):
    """A picture in the body; its own texts stand in where this place has none."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        required=False,
        max_length=_CAPTION,
        label=_("Alternative text"),
        help_text=_("What the picture shows. Empty: the picture's own text is used."),
    )
    decorative = blocks.BooleanBlock(
        required=False,
        label=_("Decorative"),
        help_text=_("The picture adds nothing to the text: screen readers pass over it."),
    )
    caption = blocks.TextBlock(
        required=False,
        max_length=_CAPTION,
        rows=2,
        label=_("Caption"),
        help_text=_("Empty: the picture's own caption is used."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")

    def clean(self, value: Mapping[str, Any]) -> Any:
        """Ask for an alternative text, here or at the picture, unless the picture is decorative."""
        cleaned = super().clean(value)
        picture = cleaned["picture"]
        known = cleaned["decorative"] or cleaned["alt"] or (picture and picture.alt)
        if picture and not known and not self.is_deferred_validation:
            problem = ValidationError(_("Describe the picture, or mark it as decorative."))
            raise StructBlockValidationError(block_errors={"alt": problem})
        return cleaned


class GalleryBlock(blocks.StructBlock):
    """Pictures that belong together."""

    title = blocks.CharBlock(required=False, max_length=_LINE, label=_("Title"))
    pictures = blocks.ListBlock(PictureUseBlock(), min_num=2, label=_("Pictures"))

    class Meta:
        icon = "images"
        label = _("Gallery")
        label_format = "{title}"


class ExchangeBlock(blocks.StructBlock):
    """A question of an interview, and its answer."""

    question = blocks.TextBlock(label=_("Question"), rows=2, max_length=_CAPTION)
    speaker = blocks.CharBlock(
        required=False,
        max_length=_LINE,
        label=_("Who answers"),
        help_text=_("Empty: the one who answered before."),
    )
    answer = blocks.RichTextBlock(features=list(TEXT_FEATURES), label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        label_format = "{question}"


class QuoteBlock(blocks.StructBlock):
    """A quotation set apart from the text."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=_LINE)
    role = blocks.CharBlock(
        required=False,
        max_length=_LINE,
        label=_("Role"),
        help_text=_("Who the speaker is: post, profession, relation to the events."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        label_format = "{speaker}"


class TableBlock(blocks.StructBlock):
    """A table whose cells are plain text."""

    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False, max_length=_CAPTION, label=_("Text")))],
        label=_("Table"),
    )
    row_header = blocks.BooleanBlock(
        required=False,
        label=_("First column names the rows"),
    )

    class Meta:
        icon = "table"
        label = _("Table")


class DocumentUseBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False,
        max_length=_LINE,
        label=_("Title"),
        help_text=_("Empty: the document's own title is used."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")


class EmbedBlock(blocks.StructBlock):
    """Something of a third party; readers load it with a click."""

    url = blocks.CharBlock(
        max_length=_ADDRESS,
        validators=[URLValidator(schemes=["http", "https"])],
        label=_("Address"),
        help_text=_(
            "The public page of a video or post: YouTube, Vimeo, Telegram, Facebook. "
            "Other addresses become a link."
        ),
    )
    title = blocks.CharBlock(
        max_length=_LINE,
        label=_("Title"),
        help_text=_("What it is: readers see this before they load anything."),
    )

    class Meta:
        icon = "media"
        label = _("Embed")
        label_format = "{title}"


class BodyBlock(blocks.StreamBlock):
    """The body of an article or of a free page."""

    text = blocks.RichTextBlock(features=list(TEXT_FEATURES), label=_("Text"))
    subhead = blocks.CharBlock(max_length=_LINE, icon="title", label=_("Subhead"))
    picture = PictureUseBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    exchange = ExchangeBlock()
    table = TableBlock()
    read_also = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=[ARTICLE_MODEL], label=_("Article")),
        min_num=1,
        icon="link",
        label=_("Read also"),
    )
    document = DocumentUseBlock()
    embed = EmbedBlock()
    divider = blocks.StaticBlock(
        icon="horizontalrule",
        label=_("Divider"),
        admin_text=_("A pause between two parts."),
    )

    class Meta:
        required = False
