"""How the editor of an article is laid out: what is written first, then where, then when."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput


class ElsewherePanel(FieldPanel):
    """A field of the form that a template shows in another place: beside the publish button."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Not among the fields."""
            return False


ARTICLE_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                # One that grows: a headline is read whole while it is written.
                FieldPanel(
                    "title",
                    heading=_("Headline"),
                    classname="title",
                    help_text=_("As readers see it."),
                    widget=AdminAutoHeightTextInput(
                        attrs={"rows": 1, "placeholder": _("Headline")}
                    ),
                ),
                FieldPanel("lead"),
                FieldPanel("body"),
                MultiFieldPanel(
                    [
                        FieldPanel("picture"),
                        FieldPanel("picture_alt"),
                        FieldPanel("picture_decorative"),
                        FieldPanel("picture_caption"),
                    ],
                    heading=_("Main picture"),
                ),
                InlinePanel("bylines", heading=_("Bylines"), label=_("Contributor")),
                ElsewherePanel("significant_change"),
            ],
            heading=_("Text"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("section", widget=forms.Select), FieldPanel("genre")]),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("series", widget=forms.Select), FieldPanel("part")]),
                FieldPanel("short_headline"),
                FieldPanel("dateline"),
                FieldPanel("public_slug"),
            ],
            heading=_("Place in the paper"),
        ),
        ObjectList(
            [
                FieldPanel("embargo_until"),
                PublishingPanel(),
                CommentPanel(),
            ],
            heading=_("Publication"),
        ),
    ]
)
