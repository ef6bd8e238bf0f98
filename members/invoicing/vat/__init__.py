"""VAT: which rule holds for a sale, at which rate, and what the buyer pays then."""

from .deciding import decide_vat
from .treatments import Category, SupplyKind, VatTreatment, price_for

__all__ = ["Category", "SupplyKind", "VatTreatment", "decide_vat", "price_for"]
