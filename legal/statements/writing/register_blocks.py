"""Blocks whose words come from a register when the text is published, and stay in that version as they were."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lines import CONTROLLERS
from .registers import find_register, find_tables, list_choices


class ContactBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("Contact")
        admin_text = _("Hier komt te staan wie verantwoordelijk is en hoe je ons bereikt, zoals dat dan is.")
        template = "blocks/statement_contact.html"
        description = _("Wie verantwoordelijk is, het postadres en het e-mailadres, uit ‘Wie wij zijn’.")
        preview_value = None

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return context | {"tables": find_tables(CONTROLLERS, context)}


class RegisterBlock(blocks.ChoiceBlock):
    choices = staticmethod(list_choices)

    class Meta:
        icon = "list-ul"
        label = _("Register")
        template = "blocks/statement_register.html"
        description = _("Een lijst die je elders bijhoudt, zoals de cookies. Je publiceert hem zoals hij dan is.")
        preview_value = "cookies"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        register = find_register(value)
        template = register.template if register else "blocks/register_tables.html"
        return context | {"tables": find_tables(value, context), "register_template": template}
