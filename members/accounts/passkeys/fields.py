from typing import Any

from django import forms

MOST_CHARACTERS = 20_000  # an answer with a large attestation has some 8,000


class PasskeyField(forms.CharField):
    """What the browser answered, as JSON. The script writes it there; nobody sees it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.HiddenInput, max_length=MOST_CHARACTERS, strip=False, **options)
