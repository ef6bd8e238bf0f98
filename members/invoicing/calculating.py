"""From prices with VAT in them to the sums of an invoice, exact to the cent. Pure.

The rule, version 1 (a later rule gets a number of its own; what was issued keeps the sums and the number it has):

1. Prices are in cents with Dutch VAT in them, as they were shown. What is owed for a line is `price_for` its treatment
   of quantity × price − discount.
2. Lines with the same treatment make one VAT sum (EN 16931 BG-23). Its taxable amount is what is owed for them,
   without the VAT in it, to the nearest cent, half a cent up; its VAT is the rest. So net + VAT is what was paid.
   Whenever some taxable amount in whole cents gives exactly that total by VAT = taxable × rate (BR-CO-17), it is this
   one; for a total that no amount gives (such as 3 cents at 21 %), the VAT differs by one cent, which BR-CO-17 allows.
3. The net of a line is what is owed for it without VAT, to the nearest cent. Where these do not add up to the taxable
   amount, the lines with the largest nets take the difference, a cent each.
4. Nothing is ever rounded on the total: the buyer pays what was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lines import Line
from .vat import VatTreatment, price_for
from .vat.treatments import take_out

CALCULATION_VERSION = 1


@dataclass(frozen=True)
class LineSums:
    """Without VAT, in cents. `net` is after the discount."""

    net: int
    discount: int
    payable: int

    @property
    def before_discount(self) -> int:
        return self.net + self.discount


@dataclass(frozen=True)
class VatSum:
    treatment: VatTreatment
    net: int
    vat: int

    @property
    def payable(self) -> int:
        return self.net + self.vat


@dataclass(frozen=True)
class Calculation:
    lines: list[LineSums]
    sums: list[VatSum]

    @property
    def net(self) -> int:
        return sum(one.net for one in self.sums)

    @property
    def vat(self) -> int:
        return sum(one.vat for one in self.sums)

    @property
    def total(self) -> int:
        return self.net + self.vat


def calculate(lines: Sequence[Line]) -> Calculation:
    """`lines` keep their order; the VAT sums come in the order of the first line of each."""
    nets: dict[int, int] = {}
    sums = []
    for treatment, places in group_by_treatment(line.treatment for line in lines):
        payables = [lines[place].payable_cents for place in places]
        taxable = take_out(sum(payables), treatment.rate)
        nets |= dict(zip(places, spread_net(payables, treatment.rate, taxable), strict=True))
        sums.append(VatSum(treatment, taxable, sum(payables) - taxable))
    return Calculation([sum_line(line, nets[place]) for place, line in enumerate(lines)], sums)


def group_by_treatment(treatments: Iterable[VatTreatment]) -> list[tuple[VatTreatment, list[int]]]:
    """Each with the places of its lines. What tells two treatments apart is their category, rate and country."""
    found: dict[tuple[str, int, str], tuple[VatTreatment, list[int]]] = {}
    for place, treatment in enumerate(treatments):
        key = (treatment.category, treatment.rate, treatment.country)
        found.setdefault(key, (treatment, []))[1].append(place)
    return list(found.values())


def spread_net(payables: list[int], rate: int, taxable: int) -> list[int]:
    """Rule 3. A line that costs something has a net of a cent or more, so none can fall below nothing."""
    nets = [take_out(payable, rate) for payable in payables]
    difference = taxable - sum(nets)
    step = 1 if difference > 0 else -1
    largest = sorted(range(len(nets)), key=lambda place: (-nets[place], place))
    for place in largest[: abs(difference)]:
        nets[place] += step
    return nets


def sum_line(line: Line, net: int) -> LineSums:
    whole = take_out(price_for(line.treatment, line.shown_cents), line.treatment.rate)
    discount = max(whole - net, 0) if line.discount_cents else 0
    return LineSums(net=net, discount=discount, payable=line.payable_cents)
