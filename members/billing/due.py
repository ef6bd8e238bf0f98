"""What `run_due` does about money."""

from .charging import collect
from .refunding import refund_all
from .telling import tell_everybody

WORK = (collect, refund_all, tell_everybody)
