"""The forms of ordering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.accounts.forms import SignupForm
from members.accounts.models import User
from members.accounts.names import refuse_control_characters
from members.accounts.wording import OwnWords
from members.invoicing.vat.checking import is_well_formed
from members.invoicing.vat.countries import HOME, list_countries, write_vies_prefix
from members.invoicing.vat.rates import is_member_state
from members.membership.models import Offer

from .coupons.redeeming import WRONG_CODES, CouponRefused, UnknownCoupon, find_coupon
from .declaring import Wanted
from .models import Order
from .placing import Wishes, is_sold_so
from .trials import may_try


def text_field(label: Any, length: int, autocomplete: str, *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, max_length=length, required=required, widget=widget, validators=[refuse_control_characters]
    )


MISSING = {
    "street": _("Vul de straat en het huisnummer van je bedrijf in."),
    "postal_code": _("Vul de postcode van je bedrijf in."),
    "city": _("Vul de plaats van je bedrijf in."),
}
DUTCH_POSTAL_CODE = re.compile(r"([1-9]\d{3})\s*([A-Z]{2})")
VAT_NUMBER = re.compile(r"([A-Z]{2})[0-9A-Z+*]{2,13}")  # of each country its own; who checks it asks the register
WRONG_NUMBER = _("Dit btw-nummer klopt niet. Kijk het na, of laat het leeg.")
UNREGISTERED = _(
    "Dit btw-nummer staat niet in het Europese register VIES. Kijk het na, of laat het leeg: dan betaal je de prijs "
    "met btw."
)


class DetailsForm(OwnWords, forms.Form):
    """For whom, and what stands on the invoice. Who states a company states where it is: an invoice asks for it (art.
    35a Wet op de omzetbelasting 1968).
    """

    way = forms.ChoiceField(
        label=_("Voor wie is het?"),
        widget=forms.RadioSelect,
        initial=Order.Way.OWN,
        required=False,  # for oneself, unless said otherwise
        error_messages={"invalid_choice": _("Zo is dit niet te koop. Kies opnieuw hoe je het wilt bestellen.")},
    )
    quantity = forms.IntegerField(
        label=_("Aantal plekken"), min_value=2, max_value=500, required=False, help_text=_("Alleen voor een team.")
    )
    receiver_name = text_field(_("Voor wie is het cadeau?"), 80, "off")
    message = forms.CharField(
        label=_("Bericht bij het cadeau"),
        max_length=500,
        required=False,
        help_text=_("Staat in de mail met de code, die jij zelf doorgeeft."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_name = text_field(_("Voornaam"), 80, "given-name", required=True)
    last_name = text_field(_("Achternaam"), 80, "family-name", required=True)
    company = text_field(_("Bedrijfsnaam"), 120, "organization")
    company.help_text = _("Alleen als je voor een bedrijf bestelt. Voor bedrijven is er geen bedenktijd.")
    street = text_field(_("Straat en huisnummer"), 120, "address-line1")
    postal_code = text_field(_("Postcode"), 12, "postal-code")
    city = text_field(_("Plaats"), 80, "address-level2")
    country = forms.ChoiceField(
        label=_("Land"),
        choices=list_countries,
        initial=HOME,
        widget=forms.Select(attrs={"autocomplete": "country"}),
        error_messages={"required": _("Kies een land."), "invalid_choice": _("Kies een land uit de lijst.")},
    )
    vat_number = text_field(_("Btw-nummer"), 20, "off")
    purchase_order = text_field(_("Inkoopnummer"), 40, "off")
    coupon = forms.CharField(
        label=_("Kortingscode"), max_length=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    BUYER = (
        *("first_name", "last_name", "company", "street", "postal_code", "city", "country"),
        *("vat_number", "purchase_order"),
    )

    def __init__(self, *args: Any, offer: Offer, counted_as: str, user: User | None = None, **options: Any) -> None:
        """`counted_as`: whose wrong coupons these are, in the words of a limit."""
        super().__init__(*args, **options)
        self.offer, self.user, self.counted_as = offer, user, counted_as
        self.ways = [(way.value, way.label) for way in Order.Way if is_offered_so(offer, way, user)]
        self.fields["way"].choices = self.ways
        if self.initial.get("way") not in dict(self.ways):
            self.initial["way"] = Order.Way.OWN
        if len(self.ways) == 1:
            self.fields["way"].widget = forms.HiddenInput()
        for name in self.list_unwanted():
            del self.fields[name]
        if "quantity" in self.fields:
            wrong = _("Vul in voor hoeveel mensen, van 2 tot en met %(most)s.") % {"most": offer.most_seats}
            self.fields["quantity"].error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        if user:
            self.fields["first_name"].initial, self.fields["last_name"].initial = user.first_name, user.last_name

    def list_unwanted(self) -> Iterator[str]:
        if self.offer.most_seats < 2:
            yield "quantity"
        if not self.offer.may_be_gift:
            yield from ("receiver_name", "message")
        if not self.offer.find_price(timezone.localdate()):
            yield "coupon"

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or Order.Way.OWN

    def clean_coupon(self) -> str:
        """Wrong codes are counted, so that nobody finds one by trying."""
        text, who = self.cleaned_data["coupon"], self.counted_as
        if not text or self.cleaned_data.get("way") == Order.Way.TRIAL:
            return ""
        if not WRONG_CODES.take(who):
            raise forms.ValidationError(_("Je probeerde te veel codes. Wacht een uur, of laat het veld leeg."))
        try:
            find_coupon(text, offer=self.offer, user=self.user)
        except UnknownCoupon as refusal:
            raise forms.ValidationError(str(refusal.words)) from refusal
        except CouponRefused as refusal:
            WRONG_CODES.give_back(who)
            raise forms.ValidationError(str(refusal.words)) from refusal
        WRONG_CODES.give_back(who)
        return text

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        way, quantity = facts.get("way", Order.Way.OWN), facts.get("quantity")
        if way != Order.Way.TEAM:
            quantity = 1
            self.errors.pop("quantity", None)
        facts["quantity"] = quantity
        if way == Order.Way.TEAM and "quantity" not in self.errors and not is_sold_so(self.offer, way, quantity or 0):
            self.add_error("quantity", self.fields["quantity"].error_messages["invalid"])
        self.check_address(facts)
        return facts

    def check_address(self, facts: dict[str, Any]) -> None:
        if facts.get("company") or facts.get("vat_number"):
            for name in ("street", "postal_code", "city"):
                if not facts.get(name) and name not in self.errors:
                    self.add_error(name, MISSING[name])
        if facts.get("vat_number") and not facts.get("company") and "company" not in self.errors:
            self.add_error("company", _("Vul de naam in van het bedrijf met dit btw-nummer."))
        if facts.get("postal_code") and facts.get("country") == HOME:
            self.write_dutch_postal_code(facts)
        if facts.get("vat_number") and facts.get("country"):
            self.check_vat_number(facts["vat_number"], facts["country"])

    def check_vat_number(self, number: str, country: str) -> None:
        """By its check digits, before anybody is asked about it; of countries outside the EU we know no rules."""
        if not number.startswith(write_vies_prefix(country)):
            self.add_error("vat_number", _("Dit btw-nummer hoort bij een ander land dan je koos."))
        elif is_member_state(country) and not is_well_formed(number):
            self.add_error("vat_number", WRONG_NUMBER)

    def write_dutch_postal_code(self, facts: dict[str, Any]) -> None:
        found = DUTCH_POSTAL_CODE.fullmatch(facts["postal_code"].strip().upper())
        if found:
            facts["postal_code"] = f"{found[1]} {found[2]}"
        else:
            self.add_error("postal_code", _("Vul een postcode in, zoals 1234 AB."))

    def clean_vat_number(self) -> str:
        number = re.sub(r"[\s.-]", "", self.cleaned_data["vat_number"]).upper()
        if number and not VAT_NUMBER.fullmatch(number):
            raise forms.ValidationError(_("Vul een btw-nummer in, zoals NL123456782B90."))
        return number

    def write_order(self) -> dict[str, Any]:
        facts = self.cleaned_data
        buyer = {name: facts[name] for name in self.BUYER}
        wishes = Wishes(facts.get("coupon", ""), facts.get("receiver_name", ""), facts.get("message", ""))
        return {"way": facts["way"], "quantity": facts["quantity"], "buyer": buyer, "wishes": wishes}


def is_offered_so(offer: Offer, way: Order.Way, user: User | None) -> bool:
    """Who has no account yet has tried nothing with it."""
    if way == Order.Way.TRIAL and user and not may_try(user, offer):
        return False
    return is_sold_so(offer, way, 2 if way == Order.Way.TEAM else 1)


class NewcomerForm(DetailsForm, SignupForm):
    """The same for who has not logged in, and what the sign-up asks: the same fields, rules, words and texts."""

    field_order: Any = (
        *("way", "quantity", "receiver_name", "message"),
        *("first_name", "last_name", "email", "password1"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)
        self.fields["email"].help_text = _("Hierheen sturen we je bevestiging. Je logt er later mee in.")


class CheckForm(forms.Form):
    """The declarations beside the button. `shown` tells what else stood beside it: see shown_order.py."""

    def __init__(
        self, *args: Any, declarations: Sequence[Wanted], by_button: Sequence[Wanted], shown: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.declarations, self.by_button = declarations, by_button
        for wanted in declarations:
            missing = _("Zet hier een vinkje. Anders kunnen we pas na de bedenktijd beginnen.")
            self.fields[wanted.kind] = forms.BooleanField(
                label=wanted.wording, required=wanted.is_required, error_messages={"required": missing}
            )
        gone = _("Er ging iets mis op deze pagina. Controleer je bestelling en druk nog een keer op de knop.")
        self.fields["shown"] = forms.CharField(
            widget=forms.HiddenInput, initial=shown, max_length=64, error_messages={"required": gone}
        )

    def write_declarations(self) -> dict[str, str]:
        ticked = [wanted for wanted in self.declarations if self.cleaned_data[wanted.kind]]
        return {wanted.kind: str(wanted.wording) for wanted in [*ticked, *self.by_button]}
