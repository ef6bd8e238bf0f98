"""What `run_due` does about money."""

from .charging import collect
from .drafts import forget_old_drafts
from .refunding import refund_all
from .reminding import remind_unconfirmed
from .telling import tell_everybody

WORK = (collect, refund_all, remind_unconfirmed, forget_old_drafts, tell_everybody)
