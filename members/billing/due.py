"""What `run_due` does about money."""

from .booking import book_waiting
from .charging import collect
from .gifts.forgetting import forget_words
from .lapsing import forget_drafts, lapse_unpaid_orders
from .reconciling import reconcile_some
from .refunding import refund_all
from .reminding import remind_unconfirmed
from .team.forgetting import forget_invitations
from .telling import tell_everybody
from .trials import tell_of_ending_trials

WORK = (
    collect,
    lapse_unpaid_orders,
    refund_all,
    reconcile_some,
    book_waiting,
    tell_of_ending_trials,
    remind_unconfirmed,
    tell_everybody,
    forget_drafts,
    forget_invitations,
    forget_words,
)
