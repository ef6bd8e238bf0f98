"""Which order somebody withdraws from: one of their own, or the one with this number and address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from members.accounts.fields import AddressField
from members.accounts.wording import ADDRESS

from ..models import Order

UNKNOWN = _("We vinden geen bestelling met dit nummer en dit e-mailadres. Kijk in de mail met je bevestiging.")
MISSING = _("Vul het nummer van je bestelling in, zoals WF-ABCD-2345.")


class NumberForm(forms.Form):
    """Unknown number, or address of another: the same question to the database, and the same answer."""

    number = forms.CharField(
        label=_("Nummer van je bestelling"),
        max_length=40,
        help_text=_("Het staat in de mail met je bevestiging en begint met WF."),
        error_messages={"required": MISSING, "max_length": MISSING},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    email = AddressField(
        label=_("E-mailadres waarmee je bestelde"), error_messages=dict.fromkeys(("required", "invalid"), ADDRESS)
    )
    email.widget.attrs.pop("placeholder", None)  # it repeats the label and vanishes when somebody types

    order: Order

    def clean_number(self) -> str:
        """However somebody types it: small letters, spaces, without the dashes."""
        letters = "".join(filter(str.isalnum, self.cleaned_data["number"])).upper().removeprefix("WF")
        return f"WF-{letters[:4]}-{letters[4:]}"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors:
            theirs = Q(email__iexact=facts["email"]) | Q(user__email=facts["email"], user__is_active=True)
            found = Order.objects.placed().filter(theirs, number=facts["number"]).first()
            if found is None:
                raise forms.ValidationError(UNKNOWN)
            self.order = found
        return facts


class OwnOrderForm(forms.Form):
    """For who is logged in."""

    order = forms.ModelChoiceField(
        label=_("Welke bestelling herroep je?"),
        queryset=Order.objects.none(),
        to_field_name="key",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies een bestelling.")),
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["order"]
        field.queryset = Order.objects.of(person).placed()
        field.label_from_instance = describe_order


def describe_order(order: Order) -> str:
    return f"{order.terms.title}, {date_format(localtime(order.placed_at))} ({order.number})"
