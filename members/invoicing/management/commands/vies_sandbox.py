from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from members.invoicing.vat.sandbox import serve_sandbox


class Command(BaseCommand):
    help = "Answers in the place of VIES where VIES_URL says, until it is stopped. Only for the demo settings."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"VIES answers at {settings.VIES_URL}; Ctrl-C stops it.")
        try:
            serve_sandbox()
        except OSError as error:
            raise CommandError(f"{settings.VIES_URL} cannot be used: {error}") from error
        except KeyboardInterrupt:
            self.stdout.write("")
