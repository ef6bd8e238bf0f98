"""The forms about a membership. Those with an amount or a day carry along what was shown, so that nothing else is done
than what somebody said yes to.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..cancelling import Ending
from ..models import Subscription
from .declaring_switch import word_moments
from .pausing import LENGTHS, find_pause
from .quoting import Quote


class CancelForm(forms.Form):
    day = forms.DateField(widget=forms.HiddenInput)
    cents = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ending: Ending, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"day": ending.ends_on.isoformat(), "cents": ending.cents}


class PauseForm(forms.Form):
    months = forms.TypedChoiceField(label=gettext_lazy("Hoe lang?"), coerce=int, widget=forms.RadioSelect, initial=1)

    def __init__(self, *args: Any, subscription: Subscription, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(months, word_length(subscription, months)) for months in LENGTHS]
        self.fields["months"].choices = choices  # type: ignore[attr-defined]


def word_length(subscription: Subscription, months: int) -> str:
    _first, resumes_on = find_pause(subscription, months)
    length = ngettext("%(number)d maand", "%(number)d maanden", months) % {"number": months}
    return _("%(length)s: je begint weer op %(day)s") % {"length": length, "day": date_format(resumes_on)}


class SwitchForm(forms.Form):
    """`when` only where there is something to choose."""

    when = forms.ChoiceField(label=gettext_lazy("Wanneer wil je overstappen?"), widget=forms.RadioSelect)
    cents = forms.IntegerField(widget=forms.HiddenInput)
    now_cents = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, quote: Quote, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"cents": quote.cents, "now_cents": quote.now_cents, "when": "later"}
        if quote.now_cents is None:
            del self.fields["when"], self.fields["now_cents"]
        else:
            self.fields["when"].choices = list(word_moments(quote).items())  # type: ignore[attr-defined]

    @property
    def is_now(self) -> bool:
        return self.cleaned_data.get("when") == "now"
