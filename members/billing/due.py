"""What `run_due` does about money."""

from .booking import book_waiting
from .charging import collect
from .reconciling import reconcile_some
from .refunding import refund_all
from .telling import tell_everybody

WORK = (collect, refund_all, reconcile_some, book_waiting, tell_everybody)
