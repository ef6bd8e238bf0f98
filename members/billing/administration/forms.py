"""What a colleague fills in to act on an order: always why, and what belongs to the act."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legal.statements.acts.acting import MOST_LETTERS, validate_reason
from members.invoicing.amounts import write_amount
from members.membership.fields import EurosField
from members.membership.forms import DayField

from ..models import Order, StaffAct
from .ending import Way, list_ways
from .refunding import list_refundable
from .story.money import name_charge

CHANGED = gettext_lazy("Er is intussen iets veranderd. Kijk hoe het nu staat en kies opnieuw.")
Choices = list[tuple[str, str]]


class ActForm(forms.Form):
    """`key` is made when the form is shown: sent twice, it is done once."""

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=MOST_LETTERS,
        validators=[validate_reason],
        help_text=gettext_lazy("Alleen collega’s lezen dit. Zet hier geen namen in."),
        error_messages={"required": gettext_lazy("Schrijf op waarom je dit doet.")},
    )

    def __init__(self, *args: Any, order: Order, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order, self.use_required_attribute = order, False
        self.prepare()

    def prepare(self) -> None:
        """Fills in what depends on the order."""

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to choose."""
        return True

    @property
    def was_done(self) -> bool:
        key = self.cleaned_data.get("key")
        return key is not None and StaffAct.objects.filter(order=self.order, key=key).exists()


class ChoosingForm(ActForm):
    """`choice`: what it is about, as it stands now."""

    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Maak een keuze."), "invalid_choice": CHANGED},
    )
    choice_label: Any = ""
    field_order = ["choice", "euros", "reason"]

    def prepare(self) -> None:
        field: Any = self.fields["choice"]
        field.label, field.choices = self.choice_label, self.list_choices()
        field.initial = field.choices[0][0] if len(field.choices) == 1 else None

    def list_choices(self) -> Choices:
        raise NotImplementedError

    @property
    def is_possible(self) -> bool:
        return bool(self.fields["choice"].choices)  # type: ignore[attr-defined]


class RefundForm(ChoosingForm):
    euros = EurosField(
        label=gettext_lazy("Bedrag in euro’s"),
        validators=[MinValueValidator(1, gettext_lazy("Vul een bedrag in vanaf € 0,01."))],
        error_messages={"required": gettext_lazy("Vul in hoeveel je teruggeeft.")},
    )
    choice_label = gettext_lazy("Van welke betaling?")

    def prepare(self) -> None:
        self.left = {str(payment.pk): (payment, left) for payment, left in list_refundable(self.order)}
        super().prepare()

    def list_choices(self) -> Choices:
        words = _("%(day)s, %(charge)s: hoogstens %(amount)s")
        return [
            (
                number,
                words
                % {
                    "day": date_format(timezone.localtime(payment.concluded_at)),
                    "charge": name_charge(payment.charge).lower(),
                    "amount": write_amount(left),
                },
            )
            for number, (payment, left) in self.left.items()
        ]

    def clean(self) -> dict[str, Any]:
        _payment, left = self.left.get(self.cleaned_data.get("choice", ""), (None, 0))
        if left and (self.cleaned_data.get("euros") or 0) > left:
            self.add_error("euros", _("Je kunt hoogstens %s teruggeven.") % write_amount(left))
        return self.cleaned_data


class WaiveForm(ChoosingForm):
    choice_label = gettext_lazy("Welk bedrag?")

    def prepare(self) -> None:
        self.open = {str(charge.pk): charge for charge in self.order.charges.periods().unsettled()}
        super().prepare()

    def list_choices(self) -> Choices:
        return [(number, f"{name_charge(one)}: {write_amount(one.cents)}") for number, one in self.open.items()]


class GrantForm(ActForm):
    last_day = DayField(
        label=gettext_lazy("Laatste dag"),
        required=False,
        help_text=gettext_lazy("Tot en met deze dag kan iemand de lessen zien. Leeg betekent: zonder einde."),
    )
    field_order = ["last_day", "reason"]

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day


class EndForm(ChoosingForm):
    choice_label = gettext_lazy("Hoe stopt het?")

    def list_choices(self) -> Choices:
        return [(way.name, word_way(way)) for way in list_ways(self.order)]


def word_way(way: Way) -> str:
    facts = {"day": date_format(date.fromisoformat(way.day)), "amount": write_amount(way.cents)}
    if way.kind == "term":
        words = _("Op %(day)s, zoals bij opzeggen. Er gaat %(amount)s terug.")
        return (words if way.cents else _("Op %(day)s, zoals bij opzeggen.")) % facts
    if way.kind == "now_paid":
        return _("Nu meteen. Er gaat %(amount)s terug: wat van de betaalde tijd over is.") % facts
    return _("Nu meteen, zonder geld terug.")
