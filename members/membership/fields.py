"""An amount of money: whole cents in the database and in the code, euros in a form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_CENTS = 10_000_00
EUROS = re.compile(r"(?:€\s*)?([0-9]{1,6})(?:[.,]([0-9]{1,2}|-))?")


def read_cents(text: str) -> int:
    """49 or 49,50 or 49.5 or € 49,- as whole cents; raises `ValueError` for anything else."""
    found = EUROS.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:30]!r} is no amount in euros")
    euros, cents = found.groups()
    return int(euros) * 100 + int((cents or "").strip("-").ljust(2, "0"))


class EurosField(forms.CharField):
    """What somebody types as euros, cleaned to whole cents."""

    default_error_messages = {"invalid": _("Vul een bedrag in, zoals 49,50.")}
    default_validators = [MaxValueValidator(MOST_CENTS, _("Vul een bedrag in tot en met € 10.000."))]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):  # of a field that nobody may change
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_cents(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / 100:.2f}".replace(".", ",") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True


class CentsField(models.PositiveIntegerField):
    """Whole cents of a euro."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("validators", [MaxValueValidator(MOST_CENTS)])
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Any:
        # Past IntegerField, which would give the form's field limits of a number.
        amount: dict[str, Any] = {"form_class": EurosField, "widget": forms.TextInput(attrs={"inputmode": "decimal"})}
        return models.Field.formfield(self, **(amount | options))
