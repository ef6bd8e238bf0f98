from .book import BookEntry, Counter, Invoice, InvoiceMail, InvoiceOwner, RemovedYear
from .issuer import Issuer
from .vat_check import VatCheck

__all__ = [
    "BookEntry",
    "Counter",
    "Invoice",
    "InvoiceMail",
    "InvoiceOwner",
    "Issuer",
    "RemovedYear",
    "VatCheck",
]
