"""Accounts that go by themselves: closed ones whose term is over, and those that nobody ever made theirs."""

from collections.abc import Callable, Iterator

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet
from django.utils import timezone

from .models import User
from .models.user import TERM
from .permissions import who_works_here

_spared: list[Callable[[], Q]] = []


def spare(who: Callable[[], Q]) -> None:
    """For `AppConfig.ready` of an app in which somebody may have something to lose: whom it describes stays, confirmed
    or not.
    """
    _spared.append(who)


def erase_closed_accounts() -> Iterator[str]:
    """Work of `run_due`."""
    yield from erase(User.objects.filter(erase_on__lte=timezone.localdate(), is_active=False))


def erase_unconfirmed_accounts() -> Iterator[str]:
    """Work of `run_due`. Somebody signed up with an address, perhaps of another, and never showed that they read it."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    unused = User.objects.filter(date_joined__lte=timezone.now() - TERM, last_login=None)
    unconfirmed = unused.filter(Exists(addresses), ~Exists(addresses.filter(verified=True)))
    for who in _spared:
        unconfirmed = unconfirmed.exclude(who())
    yield from erase(unconfirmed.exclude(who_works_here()))


def erase(accounts: QuerySet[User]) -> Iterator[str]:
    """Looks once more at each, under a lock. What listens to the removal of an account forgets what it has of that
    person.
    """
    for number in accounts.values_list("pk", flat=True):
        try:
            with transaction.atomic():
                User.objects.select_for_update().filter(pk=number).first()
                for account in accounts.filter(pk=number):
                    account.delete()
        except ProtectedError:
            yield f"account {number} was not erased: something that must stay refers to it"
