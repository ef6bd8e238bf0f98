"""What somebody may be called: anything that is written on one line and reads as it is written."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Control characters, halves of characters, line breaks, and characters that no font or reader knows.
# "Cf" turns a text around, or takes no room.
HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
JOINERS = "\u200c\u200d"  # hidden too, but Persian and Hindi names need them


def has_hidden_characters(text: str) -> bool:
    return any(unicodedata.category(letter) in HIDDEN for letter in text)


def refuse_control_characters(name: str) -> None:
    """A name stands on one line of whatever names somebody."""
    if has_hidden_characters(name.translate(dict.fromkeys(map(ord, JOINERS)))):
        raise ValidationError(_("Schrijf je naam op één regel, zonder bijzondere tekens."), code="control_characters")
