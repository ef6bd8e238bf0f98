"""What a coupon takes off: a copy in the order, whatever becomes of the coupon."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Discount:
    """Either `percent` or `cents`, of the whole order, for the first `periods` of a membership; None: for all."""

    code: str
    percent: int | None = None
    cents: int | None = None
    periods: int | None = None

    def holds_for(self, number: int) -> bool:
        """Whether the period of this number is cheaper."""
        return self.periods is None or number <= self.periods

    def take_off(self, cents: int) -> int:
        """How much, never more than there is; half a cent in favour of who pays."""
        if self.percent is not None:
            return (2 * cents * self.percent + 100) // 200
        return min(self.cents or 0, cents)

    def write(self) -> dict[str, Any]:
        return asdict(self)


def read_discount(stored: dict[str, Any]) -> Discount | None:
    return Discount(**stored) if stored else None
