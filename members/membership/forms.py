"""Giving and ending access, by staff, in whole days: from the first day up to and including the last."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .course_choices import list_course_choices, name_courses
from .days import begin_of
from .models import Grant

ALL_COURSES = "all"
SENSIBLE_DAYS = [
    MinValueValidator(date(2020, 1, 1), _("Vul een datum in vanaf 1 januari 2020.")),
    MaxValueValidator(date(2100, 12, 31), _("Vul een datum in tot en met 31 december 2100.")),
]
FOLLOWS_FROM_ORDER = _("Deze toegang volgt uit de betalingen. Beëindig de bestelling; dan eindigt dit vanzelf.")
UNKNOWN_ADDRESS = _("We vinden geen account met dit e-mailadres dat toegang kan krijgen. Kijk het adres na.")


def list_choices_of_access() -> list[tuple[str, Any]]:
    courses = [(str(choice.key), choice.title) for choice in list_course_choices()]
    return [("", _("Kies waartoe")), (ALL_COURSES, _("Alle cursussen")), *courses]


class DayField(forms.DateField):
    default_error_messages = {"invalid": _("Vul een datum in, zoals 2026-12-31.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=AdminDateInput(), validators=SENSIBLE_DAYS, **options)


class LastDayMixin(forms.ModelForm):
    """The end of a grant, asked as the last day on which it holds."""

    last_day = DayField(
        label=_("Laatste dag"),
        required=False,
        help_text=_("Tot en met deze dag kan iemand de lessen zien. Leeg betekent: zonder einde."),
    )

    def refuse_end_before(self, first_day: date | None) -> None:
        last_day = self.cleaned_data.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", _("De laatste dag ligt voor de eerste dag. Kies een latere dag."))


class GiveAccessForm(LastDayMixin):
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Het adres waarmee iemand inlogt."),
        error_messages={
            "required": _("Vul het e-mailadres in van degene die toegang krijgt."),
            "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        },
    )
    offer = forms.ChoiceField(
        label=_("Toegang tot"),
        choices=list_choices_of_access,
        error_messages={
            "required": _("Kies waartoe je toegang geeft."),
            "invalid_choice": _("Deze cursus bestaat niet meer. Kies een andere."),
        },
    )
    first_day = DayField(
        label=_("Eerste dag"), initial=timezone.localdate, error_messages={"required": _("Vul de eerste dag in.")}
    )

    field_order = ["email", "offer", "first_day", "last_day", "note"]

    class Meta:
        model = Grant
        fields = ["note"]
        help_texts = {"note": _("Waarom je dit geeft, bijvoorbeeld: hersteld na een storing. Zet hier geen namen in.")}

    def clean_email(self) -> str:
        # One answer for unknown and closed accounts: this form tells nobody who has, or had, an account.
        address = self.cleaned_data["email"]
        user = get_user_model()._default_manager.filter(email__iexact=address, is_active=True).first()
        if user is None:
            raise forms.ValidationError(UNKNOWN_ADDRESS)
        self.instance.user = user
        return address

    def clean_offer(self) -> str:
        offer = self.cleaned_data["offer"]
        self.instance.course = None if offer == ALL_COURSES else UUID(offer)
        return offer

    def clean(self) -> dict[str, Any]:
        self.refuse_end_before(self.cleaned_data.get("first_day"))
        if not self.errors:
            self.instance.starts_at = begin_of(self.cleaned_data["first_day"])
            last_day = self.cleaned_data["last_day"]
            self.instance.ends_at = begin_of(last_day + timedelta(days=1)) if last_day else None
        return self.cleaned_data


class ChangeAccessForm(LastDayMixin):
    """A grant keeps its person, its course and its beginning; only its end and its note can change.

    One that follows from an order cannot be changed here at all: it is computed anew from the payments.
    """

    email = forms.CharField(label=_("E-mailadres"), disabled=True, required=False)
    offer = forms.CharField(label=_("Toegang tot"), disabled=True, required=False)
    source = forms.CharField(label=_("Herkomst"), disabled=True, required=False)
    ends_now = forms.BooleanField(
        label=_("Nu beëindigen"), required=False, help_text=_("De toegang stopt zodra je dit opslaat.")
    )

    field_order = ["email", "offer", "source", "last_day", "ends_now", "note"]

    class Meta:
        model = Grant
        fields = ["note"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].initial = self.instance.user.email
        self.fields["offer"].initial = name_courses().get(self.instance.course, _("Verwijderde cursus"))
        self.fields["source"].initial = self.instance.name_source()
        self.fields["last_day"].initial = self.instance.last_day
        if self.instance.origin:
            self.fields["source"].help_text = FOLLOWS_FROM_ORDER
            for field in self.fields.values():
                field.disabled = True

    def clean(self) -> dict[str, Any]:
        if self.instance.origin:
            raise forms.ValidationError(FOLLOWS_FROM_ORDER)
        now = timezone.now()
        if self.cleaned_data.get("ends_now"):
            self._end_now(now)
        elif "last_day" in self.changed_data:
            self.refuse_end_before(self.instance.first_day)
            last_day = self.cleaned_data.get("last_day")
            self.instance.ends_at = begin_of(last_day + timedelta(days=1)) if last_day else None
        return self.cleaned_data

    def _end_now(self, now: datetime) -> None:
        if self.instance.starts_at >= now:
            self.add_error("ends_now", _("Deze toegang is nog niet begonnen. Kies een laatste dag."))
        elif self.instance.ends_at is None or self.instance.ends_at > now:
            self.instance.ends_at = now
