from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Passkey
from ..second_factor.forms import NameField
from .checking import finish_making
from .fields import PasskeyField


class PasskeyNameForm(forms.Form):
    """Looked at before the browser makes the passkey: one without a name here would stay behind on the device."""

    name = NameField(_("Naam van de passkey"))


class NewPasskeyForm(PasskeyNameForm):
    """`device` is the new one, unsaved."""

    passkey = PasskeyField(
        error_messages={
            "required": _("Je browser gaf geen passkey. Zet JavaScript aan, of gebruik een andere browser."),
            "max_length": _("Deze passkey werkt hier niet."),
        }
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request
        self.device: Passkey | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"name", "passkey"} <= cleaned.keys():
            self.device = finish_making(self.request, self.request.user, cleaned["passkey"])  # type: ignore[arg-type]
            self.device.name = cleaned["name"]
        return cleaned
