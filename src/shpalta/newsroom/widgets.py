"""Fields of a form over entities that may be a handful or thousands.

A handful is shown whole, to be ticked or picked at once. Of thousands only what is chosen is
shown, and the rest is found by words.
"""

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.snippets.widgets import AdminSnippetChooser

SHOWN_WHOLE = 60
"""Entities up to this number are all in the form."""


class FoundTopics(forms.CheckboxSelectMultiple):
    """The chosen topics as ticked boxes, and a field that finds more."""

    template_name = "newsroom/found_topics.html"
    language = 0

    class Media:
        js = ["newsroom/topics.js"]

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Only what is chosen: the queryset is not read for anything else."""
        field: Any = self.choices
        chosen = [key for key in value if str(key).isdecimal()]
        topics = field.queryset.filter(pk__in=chosen).order_by("name")
        options = [
            self.create_option(name, topic.pk, str(topic), True, number, attrs=attrs)
            for number, topic in enumerate(topics)
        ]
        return [(None, [option], number) for number, option in enumerate(options)]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With the address that finds topics."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["found_url"] = f"{reverse('newsroom_find_topics')}?language={self.language}"
        return context


def fit_topics(field: Any, language: int) -> None:
    """Give the field of topics the widget that its number asks for."""
    if not is_many(field.queryset):
        return
    widget = FoundTopics()
    widget.language = language
    field.widget = widget
    widget.choices = field.choices


def fit_choice(field: Any) -> None:
    """Make a field of one entity a chooser where a list of all would be long; read a short one."""
    some = list(field.queryset[: SHOWN_WHOLE + 1])
    if len(some) > SHOWN_WHOLE:
        field.widget = AdminSnippetChooser(model=field.queryset.model)
        return
    empty = [] if field.empty_label is None else [("", field.empty_label)]
    field.widget.choices = [*empty, *((one.pk, field.label_from_instance(one)) for one in some)]


def is_many(entities: Any) -> bool:
    """Whether they are too many to be shown whole; counts no further."""
    return len(entities.order_by().values_list("pk", flat=True)[: SHOWN_WHOLE + 1]) > SHOWN_WHOLE
