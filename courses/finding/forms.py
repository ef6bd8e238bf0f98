from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Only shows: whatever is asked gets an answer, so nothing is refused."""

    q = forms.CharField(
        label=_("Wat zoek je?"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
