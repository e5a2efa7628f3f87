"""The screens of webhooks: an administrator's. A secret is seen while it is made, never again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from shpalta.newsroom.models import Webhook
from shpalta.newsroom.models.webhook import known_secret, new_secret


class KeptWebhookPolicy(ModelPermissionPolicy):
    """By Django's rights, but nobody deletes: what was called is turned off, and its calls stay."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As usual, and never to delete."""
        return action != "delete" and bool(super().user_has_permission(user, action))


class WebhookForm(WagtailAdminModelForm):
    """The secret goes one way: a new one is proposed for a new webhook, and can be replaced."""

    key = forms.CharField(label=_("Secret"), max_length=100, validators=[known_secret])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        if self.instance.pk:
            field.required = False
            field.widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
            field.help_text = _("Empty: it stays as it is. It is not shown; it can be replaced.")
        else:
            field.initial = new_secret()
            field.widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
            field.help_text = _("Give it to the other side now: it is never shown again.")

    def save(self, commit: bool = True) -> Any:
        """With the secret, where one was given."""
        key = self.cleaned_data.get("key")
        if key:
            self.instance.secret = key
        return super().save(commit)


class WebhookViewSet(ModelViewSet):
    """Which systems are told of what."""

    model = Webhook
    icon = "link-external"
    menu_label = _("Webhooks")
    menu_order = 650
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "address", "active"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("active"),
            FieldPanel("address"),
            FieldPanel("key"),
            MultiFieldPanel(
                [FieldPanel("publications"), FieldPanel("changes"), FieldPanel("entities")],
                heading=_("Told of"),
                help_text=_("Withdrawals are told always."),
            ),
            FieldPanel("read_back"),
        ],
        base_form_class=WebhookForm,
    )
