from .book import BookEntry, Counter, Invoice, InvoiceMail, InvoiceOwner, RemovedYear
from .rules import InvoicingRules
from .vat_check import VatCheck

__all__ = [
    "BookEntry",
    "Counter",
    "Invoice",
    "InvoiceMail",
    "InvoiceOwner",
    "InvoicingRules",
    "RemovedYear",
    "VatCheck",
]
