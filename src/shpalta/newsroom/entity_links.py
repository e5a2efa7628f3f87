"""Links to entities and free pages in Wagtail's editor: the button, both ways of the conversion.

What is stored is ``<a linktype="topic" id="7">``; ``reader`` understands it.
"""

from typing import Any

from django.apps import apps
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

FEATURE = "entity-link"
ENTITY_TYPE = "ENTITY_LINK"
# In the order in which the chooser shows them.
# A free page is ``free_page``: in rich text, ``page`` means a page of Wagtail's, an article.
MODELS = {
    "section": "section",
    "topic": "topic",
    "series": "series",
    "contributor": "contributor",
    "free_page": "freepage",
}
KINDS = tuple(MODELS)


def find(kind: str, number: str | int) -> Any | None:
    """The entity of ``kind`` with the database id ``number``; None when there is none."""
    if kind not in KINDS or not str(number).isdigit():
        return None
    return apps.get_model("newsroom", MODELS[kind]).objects.filter(pk=int(number)).first()


def data_of(kind: str, entity: Any) -> dict[str, Any]:
    """What the editor keeps of a linked entity."""
    return {"kind": kind, "id": entity.pk, "title": str(entity)}


class _FromDatabase(LinkElementHandler):
    """Reads the stored link; a dead one keeps its kind and id, so that nothing is lost on save."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """Kind, id and title for the editor."""
        kind, number = attrs.get("linktype", ""), attrs.get("id", "")
        entity = find(kind, number)
        return data_of(kind, entity) if entity else {"kind": kind, "id": number, "title": ""}


def _to_database(props: dict[str, Any]) -> Any:
    given = {"linktype": props.get("kind"), "id": props.get("id")}
    return DOM.create_element("a", given, props["children"])


def _handler(kind: str) -> type[LinkHandler]:
    """How Wagtail's reference index learns of a link to ``kind``."""

    class Handler(LinkHandler):
        identifier = kind

        @staticmethod
        def get_model() -> Any:
            """The model that is linked to."""
            return apps.get_model("newsroom", MODELS[kind])

        @classmethod
        def get_instance(cls, attrs: dict[str, str]) -> Any:
            """The linked entity; raises the model's ``DoesNotExist`` when it is gone."""
            return cls.get_model().objects.get(pk=attrs["id"])

    return Handler


def register(features: Any) -> None:
    """Make the feature known to Wagtail."""
    for kind in KINDS:
        features.register_link_type(_handler(kind))
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY_TYPE,
                "icon": "tag",
                "description": _("Link to a section, topic, series, contributor or page"),
                "chooserUrls": {"entityChooser": reverse_lazy("newsroom_choose_entity")},
                "attributes": ["kind", "id", "title"],
            },
            js=["newsroom/entity-link.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'a[linktype="{kind}"]': _FromDatabase(ENTITY_TYPE) for kind in KINDS
            },
            "to_database_format": {"entity_decorators": {ENTITY_TYPE: _to_database}},
        },
    )
