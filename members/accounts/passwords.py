"""What is asked of a password, in the words of this site (ASVS 5.0 §6.2): long, and not one that others think of first.

Nothing is asked about kinds of characters, and nothing is changed in it: it is compared as it was typed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.identity.naming import name_company

from .limits import LONGEST_PASSWORD

# What somebody thinks of who is asked for a password here.
CONTEXT = (
    "flippen",
    "kampvuur",
    "oogst",
    "cursus",
    "training",
    "welkom",
    "wachtwoord",
    "password",
    "inloggen",
)
ROWS = ("1234567890" * 4, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2, "qazwsxedcrfvtgbyhnujm")
SPELLINGS = [str.maketrans("@4830!1$5+7", "aabeoiisstt"), str.maketrans("@4830!1$5+7", "aabeollsstt")]


class RightLength(password_validation.MinimumLengthValidator):
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        if len(password) > LONGEST_PASSWORD:
            message = _("Dit wachtwoord is te lang. Gebruik hooguit %(count)s tekens.")
            raise ValidationError(message % {"count": LONGEST_PASSWORD}, code="password_too_long")

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Gebruik minstens %(count)s tekens.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _(
            "Gebruik minstens %(count)s tekens. Een paar losse woorden achter elkaar is sterk en goed te onthouden."
        ) % {"count": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    """Also when figures or marks stand before or behind it, or in the place of letters."""

    def validate(self, password: str, user: Any = None) -> None:
        for spelling in list_spellings(password):
            super().validate(spelling, user)

    def get_error_message(self) -> str:
        return _("Dit wachtwoord wordt te vaak gebruikt. Bedenk een ander.")

    def get_help_text(self) -> str:
        return _("Gebruik geen wachtwoord dat veel mensen gebruiken.")


def list_words() -> list[str]:
    """Our name among them."""
    return [*CONTEXT, *re.findall(r"\w{3,}", name_company().lower())]


class HardToGuess:
    """No rows of the keyboard, no short piece over and over, not our own words and little else."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_row(password) or is_repeated(password) or consists_of(password, list_words()):
            message = _("Dit wachtwoord is te makkelijk te raden. Neem bijvoorbeeld vier losse woorden.")
            raise ValidationError(message, code="password_guessable")

    def get_help_text(self) -> str:
        return _("Gebruik geen rijtje van het toetsenbord, en niet steeds hetzelfde.")


class UnlikeTheirDetails(password_validation.UserAttributeSimilarityValidator):
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        details = f"{user.first_name} {user.last_name} {user.email}".lower() if user else ""
        if consists_of(password, re.findall(r"\w{3,}", details)):
            raise ValidationError(self.get_error_message(), code="password_too_similar")

    def get_error_message(self) -> str:
        return _("Dit wachtwoord lijkt te veel op je naam of je e-mailadres.")

    def get_help_text(self) -> str:
        return _("Gebruik niet je naam of je e-mailadres.")


def list_spellings(password: str) -> Iterator[str]:
    lowered = password.lower()
    core = lowered.strip("".join(letter for letter in set(lowered) if not letter.isalpha()))
    yield from {lowered, core, *(core.translate(spelling) for spelling in SPELLINGS)}


def consists_of(password: str, words: Iterable[str]) -> bool:
    """Whether these words, figures and marks are all there is, but for three letters."""
    for spelling in list_spellings(password):
        rest = letters = "".join(letter for letter in spelling if letter.isalpha())
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != letters and len(rest) <= 3:
            return True
    return False


def is_row(password: str) -> bool:
    lowered = password.lower()
    return any(lowered in row or lowered in row[::-1] for row in ROWS)


def is_repeated(password: str) -> bool:
    """A piece that is shorter than a password may be, over and over; or next to nothing but the same characters."""
    piece = (password + password).find(password, 1)
    return 0 < piece < min(12, len(password)) or len(set(password)) < 4
