from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from legal.ledger.models import SigningKey
from legal.ledger.rotating import KeyRefused, take_signing_key
from legal.ledger.sealing import seal_ledger


class Command(BaseCommand):
    help = (
        "Takes the first key of LEDGER_SIGNING_KEY into use and seals the ledger with it. The former key must stand "
        "behind it (new,former), so that it vouches for the new one. When the former key is lost, --lost goes on "
        "without; the public page of the ledger says so for ever."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lost", action="store_true", help="the former key is lost and cannot endorse the new one")

    def handle(self, *args: Any, **options: Any) -> None:
        before = SigningKey.objects.last()
        try:
            with transaction.atomic():
                key, _ = take_signing_key(is_former_lost=options["lost"])
                seal_ledger()
        except (KeyRefused, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        if key == before:
            raise CommandError(f"{key.public_key} signs already. Put a new key before it in LEDGER_SIGNING_KEY.")
        endorsed = "endorsed by" if key.endorsement else "without the endorsement of"
        behind = f", {endorsed} {before.public_key}" if before else ", the first key"
        self.stdout.write(f"{key.public_key} signs from now on{behind}.")
