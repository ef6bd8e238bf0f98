"""Addresses that only hold a place: a web page's hidden address, or an example that was never filled in."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from .lines import Line, UnreadableStatement, is_unseen

ADDRESS_CHARACTER = r"[\w.+%-]"
# Whole names only, or a long line without any address would be searched again from each of its letters.
ADDRESS_NAME = rf"(?<!{ADDRESS_CHARACTER}){ADDRESS_CHARACTER}+"
BRACKETED = r"\[[^\[\]]{1,60}\]"
# "[naam]@bedrijf.example", "info@[domein]", or brackets alone, which are looked into one by one.
BRACKETED_ADDRESS = re.compile(
    rf"{BRACKETED}\s*@\s*(?:{BRACKETED}|{ADDRESS_CHARACTER}+\w)|{ADDRESS_NAME}@{BRACKETED}|{BRACKETED}"
)
EXAMPLE_ADDRESS = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|org|net)\b", re.IGNORECASE)
# What is left of the words between brackets once everything but letters is taken out.
WORDS_FOR_AN_ADDRESS = re.compile(r"(?:uw|je|jouw|ons|onze|your|our)?e?mail(?:adres|address|protected)?|contactadres")


class UnusableContact(ValueError):
    """The address that should stand in for the placeholders is none itself."""


def check_contact(contact: str) -> None:
    """Raise UnusableContact unless `contact` is an address that people can write to."""
    try:
        validate_email(contact)
    except ValidationError as error:
        raise UnusableContact(_("Het contactadres is geen geldig e-mailadres.")) from error
    if any(is_unseen(character) for character in contact):
        raise UnusableContact(_("Het contactadres is geen geldig e-mailadres."))
    if EXAMPLE_ADDRESS.search(contact):
        raise UnusableContact(_("Het contactadres is een voorbeeld. Geef een adres dat bestaat."))


def fill_placeholders(line: Line, contact: str) -> Line:
    """Put `contact` in each bracketed place; raise UnreadableStatement for a place that stays open."""
    if contact:
        line = Line(line.number, BRACKETED_ADDRESS.sub(lambda found: _fill(found.group(), contact), line.text))
    if found := find_placeholder(line.text):
        message = _("Hier staat geen echt e-mailadres: %(found)s. Vul het echte adres in.") % {"found": found}
        raise UnreadableStatement(message, line.number)
    return line


def find_placeholder(text: str) -> str:
    """The first address in this line that only holds a place, or empty."""
    places = (found.group() for found in BRACKETED_ADDRESS.finditer(text))
    example = EXAMPLE_ADDRESS.search(text)
    return next(filter(_holds_a_place, places), example.group() if example else "")


def _fill(found: str, contact: str) -> str:
    return contact if _holds_a_place(found) else found


def _holds_a_place(found: str) -> bool:
    if "@" in found:
        return True
    letters = "".join(character for character in found.casefold() if character.isalpha())
    return WORDS_FOR_AN_ADDRESS.fullmatch(letters) is not None
