"""What `run_due` does for the ledger: seal, mail the seal, verify."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from .copying import copy_seals
from .daily import verify_daily
from .models import Seal
from .nodes import LedgerDamaged
from .rotating import KeyRefused
from .sealing import PROMPT_KINDS, find_unsealed, seal_ledger
from .witnesses import mail_seals

LONGEST_WITHOUT_SEAL = timedelta(hours=1)


def seal_when_due() -> Iterator[str]:
    try:
        if is_seal_due():
            seal_ledger()
        copy_seals()
    except (KeyRefused, ImproperlyConfigured, LedgerDamaged, DatabaseError) as error:
        yield f"The ledger was not sealed: {error}"


def is_seal_due() -> bool:
    unsealed, newest = find_unsealed(), Seal.objects.last()
    if newest is None or newest.sealed_at <= timezone.now() - LONGEST_WITHOUT_SEAL:
        return unsealed.exists()
    return unsealed.filter(kind__in=PROMPT_KINDS).exists()


WORK: tuple[Callable[[], Iterator[str]], ...] = (seal_when_due, mail_seals, verify_daily)
