"""What a colleague fills in about somebody who lost their device."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import AccountRecovery, User
from .asking import AskingRefused, refuse_without_need
from .permissions import may_help

UNKNOWN_ADDRESS = _("We vinden geen account met dit e-mailadres. Kijk het adres na.")


class AskForm(forms.ModelForm):
    """`person` is who it is for, once valid."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Het adres waarmee iemand inlogt. Daarheen gaan de mails."),
        error_messages={
            "required": _("Vul het e-mailadres in van wie niets meer heeft."),
            "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        },
    )
    reason = forms.CharField(
        label=_("Reden"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Hoe en wanneer dit je is gevraagd. Geen gegevens van een identiteitsbewijs."),
        error_messages={"required": _("Vul in hoe en wanneer dit je is gevraagd.")},
    )

    class Meta:
        model = AccountRecovery
        fields = ["reason"]

    field_order = ["email", "reason"]

    def __init__(self, *args: Any, actor: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor

    def clean_email(self) -> str:
        """A colleague's account, where this is not theirs to do, is as unknown as one that is not there."""
        address: str = self.cleaned_data["email"]
        person = User.objects.filter(email__iexact=address, is_active=True).first()
        if person is None or not may_help(self.actor, person):
            raise ValidationError(UNKNOWN_ADDRESS)
        try:
            refuse_without_need(person=person, asked_by=self.actor)
        except AskingRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        self.person = person
        return address


class ConfirmForm(forms.Form):
    checked = forms.CharField(
        label=_("Wat heb je nagekeken?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=20,
        max_length=500,
        help_text=_(
            "Bijvoorbeeld: teruggebeld op het nummer van de factuur, en gevraagd naar de laatste betaling. Bewaar geen "
            "kopie en geen nummer van een identiteitsbewijs."
        ),
        error_messages={
            "required": _("Vul in hoe je hebt nagegaan wie het vraagt."),
            "min_length": _("Schrijf iets meer: hoe heb je nagegaan wie het vraagt?"),
        },
    )
