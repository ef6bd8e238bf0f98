import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from members.billing.models import Payment
from members.billing.reconciling import reconcile


class Command(BaseCommand):
    help = (
        "Asks Mollie about every payment of the last days and takes over what was missed: one line for each difference "
        "and for each payment that could not be asked about. Exit status 1 when there was one of the latter. It may be "
        "run at any time and twice; `run_due` does the same little by little."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=60, help="how far back; 60 unless you say otherwise")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        payments = Payment.objects.since(days=days).select_related("charge__order")
        failed = 0
        for found in reconcile(payments.iterator(chunk_size=100)):
            failed += isinstance(found, str)
            self.stdout.write(str(found))
        self.stderr.write(f"{payments.count()} payments asked about")
        if failed:
            sys.exit(1)
