"""Offers as editors make them. A price that held once stays as it was: people ordered at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from home.blocks.pasted import CodeRefusingModelForm

from .course_choices import list_course_choices
from .forms import DayField
from .models import Offer, OfferPrice
from .offering import is_free_address


def list_choices() -> list[tuple[str, Any]]:
    return [("", _("Kies een cursus")), *((str(choice.key), choice.title) for choice in list_course_choices())]


def read_key(value: Any) -> UUID:
    return UUID(str(value))


class OfferRows(BaseChildFormSet):
    def validate_unique(self) -> None:
        """What may not stand here twice is said by the form of the offer, in words that people know."""


class OfferCourseForm(WagtailAdminModelForm):
    course = forms.TypedChoiceField(
        label=_("Cursus"),
        choices=list_choices,
        coerce=read_key,
        error_messages={
            "required": _("Kies een cursus."),
            "invalid_choice": _("Deze cursus bestaat niet meer. Kies een andere."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field, choices = self.fields["course"], list_choices()
        key = str(self.instance.course or "")
        if isinstance(field, forms.ChoiceField) and key not in dict(choices):
            field.choices = [*choices, (key, _("Verwijderde cursus"))]


class OfferPriceForm(WagtailAdminModelForm):
    valid_from = DayField(
        label=_("Vanaf"), initial=timezone.localdate, error_messages={"required": _("Vul in vanaf welke dag.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_fixed = bool(self.instance.pk) and self.instance.holds_or_held(timezone.localdate())
        self.is_typed_over = self.is_fixed and any(self._list_typed_over())
        for name in ("cents", "valid_from"):
            self.fields[name].disabled = self.is_fixed

    def _list_typed_over(self) -> Iterator[str]:
        """A price may have begun while its form stood open: then the fields came along."""
        for name, field in self.fields.items():
            sent = self.data.get(self.add_prefix(name))
            if name in ("cents", "valid_from") and sent is not None and field.has_changed(self.initial[name], sent):
                yield name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_typed_over:
            raise forms.ValidationError(refuse_change(self.instance))
        day = cleaned.get("valid_from")
        if not self.is_fixed and day and day < timezone.localdate():
            self.add_error("valid_from", _("Een prijs gaat op zijn vroegst vandaag in."))
        return cleaned


def refuse_change(price: OfferPrice) -> str:
    words = gettext("De prijs vanaf %(day)s geldt of gold al en blijft staan. Voeg een nieuwe prijs toe.")
    return words % {"day": date_format(price.valid_from, "j F Y")}


class ChangedMeanwhile(Exception):
    """A colleague added something to the offer since its form was opened. Saving the form would take that away."""


class OfferForm(CodeRefusingModelForm):
    def refuse_stale_rows(self) -> None:
        """Raises ChangedMeanwhile. To be asked in the transaction that saves: nobody else changes the offer in it."""
        Offer.objects.select_for_update().filter(pk=self.instance.pk).first()
        for name, rows in self.formsets.items():
            shown = {row.instance.pk for row in rows.forms}
            if not shown >= set(rows.model.objects.filter(offer=self.instance.pk).values_list("pk", flat=True)):
                raise ChangedMeanwhile(name)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if not is_free_address(slug):
            raise forms.ValidationError(
                _("Op dit adres staat al een andere pagina. Kies een ander deel van het adres.")
            )
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if kind := cleaned.get("kind"):
            self._judge_terms(kind == Offer.Kind.MEMBERSHIP)
            self._judge_courses(kind)
        self._judge_prices()
        return cleaned

    def _judge_terms(self, renews: bool) -> None:
        answers = self.cleaned_data
        if renews and not answers.get("period"):
            self.add_error("period", _("Kies hoe vaak een lid betaalt."))
        if renews and answers.get("term_months"):
            self.add_error("term_months", _("Een lidmaatschap loopt door. Laat dit leeg."))
        if renews and answers.get("nature") not in (Offer.Nature.SERVICE, None):
            self.add_error("nature", _("Een lidmaatschap is een dienst."))
        if not renews and answers.get("period"):
            self.add_error("period", _("Een cursus of bundel betaalt iemand één keer. Laat dit leeg."))
        if not renews and answers.get("trial_days"):
            self.add_error("trial_days", _("Alleen een lidmaatschap kan iemand proberen. Vul 0 in."))

    def _judge_courses(self, kind: str) -> None:
        if not self.formsets["courses"].is_valid():
            return
        courses = [row.cleaned_data["course"] for row in self._list_rows("courses")]
        if len(set(courses)) < len(courses):
            self.add_error("kind", _("Er staat een cursus twee keer in."))
        elif kind == Offer.Kind.COURSE and len(courses) != 1:
            self.add_error("kind", _("Kies precies één cursus."))
        elif kind == Offer.Kind.BUNDLE and len(courses) < 2:
            self.add_error("kind", _("Kies twee of meer cursussen voor een bundel."))
        elif kind == Offer.Kind.MEMBERSHIP and courses:
            self.add_error("kind", _("Een lidmaatschap geeft alle cursussen. Haal de cursussen hieronder weg."))

    def _judge_prices(self) -> None:
        rows, prices = self.formsets["prices"], self._list_rows("prices")
        for row in rows.deleted_forms:
            if row.is_fixed:
                self.add_error(None, refuse_change(row.instance))
        if self.cleaned_data.get("is_on_sale") and not prices and rows.is_valid():
            self.add_error("is_on_sale", _("Vul eerst een prijs in, of zet dit uit."))
        renews = self.cleaned_data.get("kind") == Offer.Kind.MEMBERSHIP
        taken: set[date] = set()
        for row in prices:
            cents, day = (row.cleaned_data[name] for name in ("cents", "valid_from"))
            if renews and cents == 0 and not row.is_fixed:
                row.add_error("cents", _("Een lidmaatschap kost iets. Geef anders toegang, of laat iemand proberen."))
            if day in taken:
                row.add_error("valid_from", _("Er begint al een andere prijs op deze dag."))
            taken.add(day)

    def _list_rows(self, name: str) -> list[Any]:
        """What will be stored of the rows beneath this form; none while one of them is wrong."""
        rows = self.formsets[name]
        if not rows.is_valid():
            return []
        return [row for row in rows.forms if row not in rows.deleted_forms and (row.instance.pk or row.has_changed())]
