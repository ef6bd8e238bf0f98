"""The name that somebody wants on their certificate, and the code of one that somebody wants to check."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legal.statements.evidence.printing import MISSING, make_printable

from .signing import LONGEST_CODE, NotGenuine, UnreadableCode, Verdict, verify_code

LONGEST_NAME = 80
# Control characters, invisible ones and those that turn a line around, halves of letters, private ones, line ends.
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# Somebody pastes from a mail or a PDF, where the code stands on more than one line, or the whole address.
LONGEST_PASTE = 2 * LONGEST_CODE


class NameField(forms.CharField):
    def to_python(self, value: Any) -> str:
        """In the form in which it is signed and printed, so that both are the same letters."""
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class CertificateForm(forms.Form):
    name = NameField(
        label=gettext_lazy("Je naam"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Zoals hij op het bewijs moet staan. We bewaren hem niet."),
        error_messages={
            "required": gettext_lazy("Vul de naam in die op het bewijs moet staan."),
            "max_length": gettext_lazy("Maak de naam korter: er passen %(limit_value)d tekens op het bewijs."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(unicodedata.category(letter) in HIDDEN for letter in name):
            raise ValidationError(_("In deze naam staan onzichtbare tekens. Typ hem opnieuw, zonder te plakken."))
        missing = [letter for letter in dict.fromkeys(name) if MISSING in make_printable(letter)]
        if missing:
            letters = " ".join(missing)
            raise ValidationError(_("Deze tekens kunnen we niet afdrukken: %(letters)s") % {"letters": letters})
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Vul een naam in met minstens één letter."))
        return name


class CheckForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code van het bewijs"),
        max_length=LONGEST_PASTE,
        help_text=gettext_lazy("Plak de hele code, of het hele adres dat op het bewijs staat."),
        error_messages={
            "required": gettext_lazy("Plak de code van het bewijs."),
            "max_length": gettext_lazy("Dit is te lang voor een code. Plak alleen de code of het adres."),
        },
        widget=forms.Textarea(
            attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false", "data-certificate-code": ""}
        ),
    )

    def clean_code(self) -> Verdict:
        pasted = "".join(self.cleaned_data["code"].split())
        try:
            return verify_code(pasted.rpartition("#")[2])
        except UnreadableCode as error:
            raise ValidationError(
                _("Dit is geen hele code. Kopieer hem van het eerste tot het laatste teken.")
            ) from error
        except NotGenuine as error:
            raise ValidationError(
                _("Dit bewijs is niet echt: wij hebben deze woorden niet ondertekend, of er is iets aan veranderd.")
            ) from error
