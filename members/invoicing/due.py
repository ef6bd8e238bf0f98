"""What `run_due` does for the invoices: mail them, ask VIES again, and forget what has had its time."""

from collections.abc import Callable, Iterator

from .mailing import mail_everybody
from .removing import remove_old_years
from .vat.checking import forget_unused_checks, repeat_checks

WORK: tuple[Callable[[], Iterator[str]], ...] = (
    mail_everybody,
    repeat_checks,
    forget_unused_checks,
    remove_old_years,
)
