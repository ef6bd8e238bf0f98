import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from members.accounts.models import AuthenticatorApp, RecoveryCodes
from members.accounts.sealing import Unreadable, reseal


class Command(BaseCommand):
    help = (
        "Encrypts the keys of authenticator apps and the hashes of recovery codes with the first key of SECRETS_KEY. "
        "Run it after a new key was put in front; afterwards the old one may go. Running it again does no harm. "
        "Ends with 1 when no key opens something: leave the old key where it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = [
            f"{kind._meta.verbose_name} {number}"
            for kind, field in ((AuthenticatorApp, "sealed_key"), (RecoveryCodes, "sealed_hashes"))
            for number in kind._default_manager.values_list("pk", flat=True)
            if not reseal_row(kind, number, field)
        ]
        for name in unreadable:
            self.stderr.write(f"No key of SECRETS_KEY opens {name}.")
        if unreadable:
            sys.exit(1)
        self.stdout.write("Everything is encrypted with the first key of SECRETS_KEY.")


def reseal_row(kind: type[AuthenticatorApp | RecoveryCodes], number: int, field: str) -> bool:
    """Holds the row, so that a code that is used meanwhile stays used. True also for what is gone by now."""
    with transaction.atomic():
        row = kind._default_manager.select_for_update().filter(pk=number).first()
        if row is None:
            return True
        try:
            setattr(row, field, reseal(getattr(row, field)))
        except Unreadable:
            return False
        row.save(update_fields=[field])
        return True
