from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.statements.acts.acting import MOST_LETTERS, validate_reason

from ..models import ChildAct, User

ADDRESS_LENGTH = 254


class FindAccountForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres van het account"),
        max_length=ADDRESS_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul het e-mailadres in waarmee het kind inlogt."),
            "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        },
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].lower()
        self.user = User.objects.filter(email=address).first()
        if self.user is None:
            raise forms.ValidationError(_("Met dit adres is er geen account."))
        return address


class ChildAccountForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Wat ga je doen?"),
        choices=[
            (ChildAct.Kind.CONTACT, _("De ouder mailen, op het adres van het account")),
            (ChildAct.Kind.CLOSE, _("Het account sluiten; over 30 dagen wordt het gewist")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat je gaat doen.")},
    )
    reason = forms.CharField(
        label=_("Reden"),
        max_length=MOST_LETTERS,
        validators=[validate_reason],
        help_text=_(
            "Waaraan je merkte dat een kind dit account zonder ouder gebruikt. Zet hier geen namen van anderen in."
        ),
        error_messages={"required": _("Schrijf op waaraan je het merkte.")},
    )
    confirmed = forms.BooleanField(
        label=_("Ik heb gekeken of dit het goede account is."),
        error_messages={"required": _("Kijk na of dit het goede account is en zet een vinkje.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.use_required_attribute = False
