"""The numbers by which the law and the bank know a Dutch company, checked without asking anybody."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import exceptions, iban
from stdnum.nl import btw

KVK_LENGTH = 8


def validate_kvk(number: str) -> None:
    """Eight digits; the Chamber of Commerce gives no check digit."""
    if not (number.isascii() and number.isdecimal() and len(number) == KVK_LENGTH):
        raise ValidationError(_("Een KvK-nummer heeft 8 cijfers, zoals 12345678."))


def validate_vat_number(number: str) -> None:
    try:
        btw.validate(number)
    except exceptions.ValidationError as error:
        raise ValidationError(
            _("Dit is geen Nederlands btw-identificatienummer. Zo’n nummer ziet eruit als NL123456782B90.")
        ) from error


def validate_iban(number: str) -> None:
    try:
        iban.validate(number)
    except exceptions.ValidationError as error:
        raise ValidationError(_("Dit is geen IBAN. Een IBAN ziet eruit als NL91 ABNA 0417 1643 00.")) from error


def write_vat_number(number: str) -> str:
    """NL123456782B90, however it was typed."""
    return f"NL{btw.compact(number)}"


def write_iban(number: str) -> str:
    """Without spaces."""
    return str(iban.compact(number))
