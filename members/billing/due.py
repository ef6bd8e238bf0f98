"""What `run_due` does about money."""

from .charging import collect
from .membership.abandoning import drop_abandoned
from .membership.closing import end_memberships_of_closed_accounts
from .membership.reminding import remind_of_open_amounts
from .membership.revoking import give_mandates_back
from .refunding import refund_all
from .telling import tell_everybody

WORK = (
    end_memberships_of_closed_accounts,
    drop_abandoned,
    collect,
    remind_of_open_amounts,
    refund_all,
    give_mandates_back,
    tell_everybody,
)
