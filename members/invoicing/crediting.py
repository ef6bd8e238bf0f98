"""How much of each VAT sum of an invoice a credit note takes back. Pure; part of the rule in `calculating.py`.

What is paid back is spread over what is left of the VAT sums, in proportion, the cents that remain by the largest
remainder. Net and VAT of each sum follow from all that was credited on it so far, by rule 2: so no credit note is more
than a cent away from its own, and when the last cent is paid back, nothing is left of net and of VAT either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .vat.treatments import take_out


@dataclass(frozen=True)
class OpenSum:
    """One VAT sum of the invoice, in cents, and what was credited on it before."""

    rate: int
    net: int
    vat: int
    credited: int

    @property
    def left(self) -> int:
        return self.net + self.vat - self.credited

    def find_net(self, credited: int) -> int:
        """The net in so much of this sum; of the whole sum it is `net` again, which came about in the same way."""
        return take_out(credited, self.rate)

    def credit(self, amount: int) -> tuple[int, int]:
        """Net and VAT of so much more."""
        net = self.find_net(self.credited + amount) - self.find_net(self.credited)
        return net, amount - net


def spread_credit(sums: Sequence[OpenSum], amount: int) -> list[int]:
    """So much of each sum, together `amount`, which is at most what is left of all."""
    left = sum(one.left for one in sums)
    shares = [amount * one.left // left for one in sums]
    remainders = sorted(range(len(sums)), key=lambda place: (-(amount * sums[place].left % left), place))
    for place in remainders[: amount - sum(shares)]:
        shares[place] += 1
    return shares
