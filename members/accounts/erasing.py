"""Closed accounts whose term is over."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone


def erase_closed_accounts() -> Iterator[str]:
    """Work of `run_due`. What listens to the removal of an account forgets what it has of that person."""
    accounts = get_user_model().objects
    due = {"erase_on__lte": timezone.localdate(), "is_active": False}
    for number in accounts.filter(**due).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                account = accounts.select_for_update().filter(pk=number, **due).first()
                if account:
                    account.delete()
        except ProtectedError:
            yield f"account {number} was not erased: something that must stay refers to it"
