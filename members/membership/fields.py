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
EUROS = re.compile(r"(?:€\s*)?(\d{1,6})(?:[.,](\d{2}|-))?")


class EurosField(forms.CharField):
    """49 or 49,50 or € 49.50; cleaned to whole cents."""

    default_error_messages = {"invalid": _("Vul een bedrag in, zoals 49,50.")}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = EUROS.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        euros, cents = found.groups()
        return int(euros) * 100 + (int(cents) if cents and cents != "-" else 0)

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / 100:.2f}".replace(".", ",") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
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
