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
    TitleFieldPanel,
)


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
                TitleFieldPanel(
                    "title", heading=_("Headline"), placeholder=_("Headline"), targets=[]
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
                FieldRowPanel([FieldPanel("section"), FieldPanel("genre")]),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
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
