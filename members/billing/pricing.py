"""The one place where a price is made: of any period of an order, with what a coupon takes off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from members.invoicing.vat import VatTreatment, price_for

from .buyers import read_treatment
from .discounts import Discount, read_discount
from .models import Charge, Order, Subscription
from .terms import Terms


@dataclass(frozen=True)
class Price:
    """`treatment`: the VAT that holds for the buyer. `lines`: as the invoice will show them, each {"text", "quantity",
    "unit_cents", "discount_cents"}; both amounts include Dutch VAT, and the discount is of the whole line.
    """

    treatment: VatTreatment
    lines: tuple[dict[str, Any], ...]

    @property
    def cents(self) -> int:
        """What the buyer pays: less than is shown where no VAT is charged."""
        shown = (line["quantity"] * line["unit_cents"] - line["discount_cents"] for line in self.lines)
        return sum(price_for(self.treatment, cents) for cents in shown)

    @property
    def full_cents(self) -> int:
        return sum(line["quantity"] * line["unit_cents"] for line in self.lines)

    @property
    def discount_cents(self) -> int:
        return sum(line["discount_cents"] for line in self.lines)


def price_period(order: Order, *, number: int = 1, terms: Terms | None = None) -> Price:
    """`terms`: those that hold for this period, where the member switched; else the order's own."""
    terms = terms or order.terms
    unit_cents = 0 if order.way == Order.Way.TRIAL else terms.unit_cents
    discount = find_discount(order, number, terms)
    taken_off = discount.take_off(unit_cents * order.quantity) if discount else 0
    line = {"text": terms.title, "quantity": order.quantity, "unit_cents": unit_cents, "discount_cents": taken_off}
    return Price(read_treatment(order), (line,))


def find_discount(order: Order, number: int, terms: Terms) -> Discount | None:
    """A discount was given for the plan that was ordered: free first months do not become a free first year, nor make
    a dearer plan cheaper, for which the coupon may not hold.
    """
    discount = read_discount(order.discount)
    if discount is None or not is_ordered(order, terms) or not discount.holds_for(number):
        return None
    return discount


def is_ordered(order: Order, terms: Terms) -> bool:
    return (terms.offer, terms.period) == (order.terms.offer, order.terms.period)


def price_next(subscription: Subscription) -> int:
    """Cents of the period after the last one that was charged."""
    last = Charge.objects.filter(order=subscription.order_id).order_by("-number").values_list("number", flat=True)
    number = (last.first() or 0) + 1
    return price_period(subscription.order, number=number, terms=subscription.upcoming_terms).cents
