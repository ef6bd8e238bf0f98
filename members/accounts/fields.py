"""The field for an e-mail address, as the table holds it and as a person can read it."""

from typing import Any

from allauth.account.fields import EmailField
from django.core.exceptions import ValidationError

from .names import has_hidden_characters
from .wording import ADDRESS

LENGTH = 254  # what the table holds; allauth's own forms take more


def refuse_hidden_characters(address: str) -> None:
    """They may stand in the part behind the @, and turn it around or make it look like another."""
    if has_hidden_characters(address):
        raise ValidationError(ADDRESS)


class AddressField(EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LENGTH} | kwargs)
        self.validators.append(refuse_hidden_characters)
