"""How the editor of an article is laid out."""

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

ARTICLE_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", heading=_("Headline"), targets=[]),
                FieldPanel("lead"),
                MultiFieldPanel(
                    [
                        FieldPanel("picture"),
                        FieldPanel("picture_alt"),
                        FieldPanel("picture_decorative"),
                        FieldPanel("picture_caption"),
                    ],
                    heading=_("Main picture"),
                ),
                FieldPanel("body"),
                InlinePanel("bylines", heading=_("Bylines"), label=_("Contributor")),
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
            heading=_("Place"),
        ),
        ObjectList(
            [
                FieldPanel("significant_change"),
                FieldPanel("embargo_until"),
                PublishingPanel(),
                CommentPanel(),
            ],
            heading=_("Publication"),
        ),
    ]
)
