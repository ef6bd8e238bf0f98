"""Ways to pay: what each may cost, which part of a sequence it can be, and how long somebody has. And their API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .calls import Call
from .records import Json, Sequence
from .refusals import Refused
from .rules import LOCALES, Fields
from .wording import link_documentation, write_amount, write_link

AT_ONCE_OR_FIRST = frozenset({Sequence.ONEOFF, Sequence.FIRST})


@dataclass(frozen=True, kw_only=True)
class Method:
    id: str
    title: str | Promise
    least: int = 1  # cents
    most: int
    sequences: frozenset[Sequence]
    mandate: str = ""  # the method of the mandate that a first payment makes
    lasts: timedelta = timedelta(0)  # that a payment stays open
    may_be_free: bool = False  # when it only makes a mandate

    def may_cost(self, cents: int, sequence: str) -> bool:
        is_free = cents == 0 and self.may_be_free and sequence == Sequence.FIRST
        return is_free or self.least <= cents <= self.most


KNOWN_METHODS = (
    Method(
        id="ideal",
        title="iDEAL | Wero",
        most=50_000_00,
        sequences=AT_ONCE_OR_FIRST,
        mandate="directdebit",
        lasts=timedelta(minutes=15),
    ),
    Method(
        id="bancontact",
        title="Bancontact",
        least=2,
        most=50_000_00,
        sequences=AT_ONCE_OR_FIRST,
        mandate="directdebit",
        lasts=timedelta(hours=1),
    ),
    Method(
        id="creditcard",
        title=_("Creditcard"),
        most=10_000_00,
        sequences=frozenset(Sequence),
        mandate="creditcard",
        lasts=timedelta(minutes=30),
        may_be_free=True,
    ),
    Method(
        id="paypal",
        title="PayPal",
        most=8_000_00,
        sequences=frozenset(Sequence),
        mandate="paypal",
        lasts=timedelta(hours=3),
        may_be_free=True,
    ),
    Method(
        id="banktransfer",
        title=_("Overboeking"),
        most=1_000_000_00,
        sequences=frozenset({Sequence.ONEOFF}),
        lasts=timedelta(days=12),
    ),
    Method(id="directdebit", title=_("SEPA-incasso"), most=1_000_00, sequences=frozenset({Sequence.RECURRING})),
)
METHODS = {method.id: method for method in KNOWN_METHODS}


def list_suitable(sequence: str, cents: int) -> list[str]:
    return [
        method.id for method in METHODS.values() if sequence in method.sequences and method.may_cost(cents, sequence)
    ]


def list_methods(call: Call) -> Json:
    """For a payment of one go, unless the query says otherwise. Not in pages."""
    call.allow_query("sequenceType", "locale", "amount[value]", "amount[currency]")
    sequence, locale = read_query(call)
    suitable = list_suitable(sequence, read_cents(call)) if "amount[value]" in call.query else list(METHODS)
    methods = [method for method in METHODS.values() if sequence in method.sequences and method.id in suitable]
    described = [describe_method(call, method, locale) for method in methods]
    return {
        "count": len(methods),
        "_embedded": {"methods": described},
        "_links": {
            "self": write_link(f"{call.world.address}/v2/methods"),
            "documentation": link_documentation("list-methods"),
        },
    }


def get_method(call: Call, method_id: str) -> Json:
    call.allow_query("locale")
    if method_id not in METHODS:
        raise Refused(404, f"No method exists with token {method_id}.")
    return describe_method(call, METHODS[method_id], read_query(call)[1])


def read_query(call: Call) -> tuple[str, str]:
    """The sequence type and the locale."""
    fields = Fields(dict(call.query))
    sequence = call.query.get("sequenceType", Sequence.ONEOFF)
    if sequence not in [*Sequence]:
        raise Refused(400, "The sequence type is invalid", "sequenceType")
    return sequence, fields.read_choice("locale", LOCALES) or "en_US"


def read_cents(call: Call) -> int:
    value, currency = call.query["amount[value]"], call.query.get("amount[currency]")
    return Fields({"amount": {"value": value, "currency": currency}}).need_amount("amount")


def describe_method(call: Call, method: Method, locale: str) -> Json:
    address = f"{call.world.address}/v2/methods/{method.id}"
    with override(locale[:2]):
        title = str(method.title)
    image = f"{call.world.address}/method.svg"
    return {
        "resource": "method",
        "id": method.id,
        "description": title,
        "minimumAmount": write_amount(method.least),
        "maximumAmount": write_amount(method.most),
        "image": {"size1x": image, "size2x": image, "svg": image},
        "status": "activated",
        "_links": {"self": write_link(address), "documentation": link_documentation("get-method")},
    }
