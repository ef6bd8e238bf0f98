"""What `run_due` does for the accounts: forget what has had its time, and tell who lost a device how long it takes."""

from collections.abc import Callable, Iterator

from django.utils import timezone

from .changing_address import forget_old_wishes
from .erasing import erase_closed_accounts, erase_unconfirmed_accounts
from .limits import LOG_INS_KEPT
from .lost_device.telling import end_expired, tell_owners
from .models import Session, User


def forget_ended_sessions() -> Iterator[str]:
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    yield from ()


def forget_old_log_ins() -> Iterator[str]:
    """The statement keeps when somebody logged in for 24 months."""
    User.objects.filter(last_login__lte=timezone.now() - LOG_INS_KEPT).update(last_login=None)
    yield from ()


def forget_unconfirmed_addresses() -> Iterator[str]:
    forget_old_wishes()
    yield from ()


WORK: tuple[Callable[[], Iterator[str]], ...] = (
    forget_ended_sessions,
    forget_old_log_ins,
    forget_unconfirmed_addresses,
    end_expired,
    tell_owners,
    erase_closed_accounts,
    erase_unconfirmed_accounts,
)
