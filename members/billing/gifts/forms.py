"""Opening a gift: one field for its code."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RedeemForm(forms.Form):
    code = forms.CharField(
        label=_("Cadeaucode"),
        max_length=40,
        help_text=_("16 letters en cijfers. Streepjes en spaties mogen, maar hoeven niet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul de code in die je kreeg.")},
    )


class LaterForm(forms.Form):
    """The same code again, for who agrees that it begins later."""

    code = forms.CharField(max_length=40, widget=forms.HiddenInput)
    later = forms.CharField(widget=forms.HiddenInput, initial="1")
