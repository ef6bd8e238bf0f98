"""What `run_due` does about money."""

from .booking import book_waiting
from .charging import collect
from .claiming import claim_after_log_in
from .drafts import forget_old_drafts
from .gifts.forgetting import forget_words
from .gifts.reminding import remind_of_unopened_gifts
from .lapsing import lapse_unpaid_memberships, lapse_unpaid_orders
from .membership.abandoning import drop_abandoned
from .membership.closing import end_memberships_of_closed_accounts
from .membership.reminding import remind_of_open_amounts
from .membership.revoking import give_mandates_back
from .reconciling import reconcile_some
from .refunding import refund_all
from .reminding import remind_unconfirmed
from .team.forgetting import forget_invitations
from .telling import tell_everybody
from .trials import tell_of_ending_trials

WORK = (
    claim_after_log_in,
    end_memberships_of_closed_accounts,
    drop_abandoned,
    collect,
    lapse_unpaid_memberships,
    remind_of_open_amounts,
    lapse_unpaid_orders,
    refund_all,
    give_mandates_back,
    reconcile_some,
    book_waiting,
    remind_unconfirmed,
    tell_of_ending_trials,
    remind_of_unopened_gifts,
    tell_everybody,
    forget_old_drafts,
    forget_invitations,
    forget_words,
)
