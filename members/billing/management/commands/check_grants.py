import sys
from typing import Any

from django.core.management.base import BaseCommand

from members.billing.granting import compare_grants


class Command(BaseCommand):
    help = (
        "Computes from the money who ought to have which access by what was ordered, and compares that with what "
        "stands. Changes nothing. Prints a line for each difference and ends with 1 when there is one. "
        "Access that a colleague gave follows from no money, and is left aside."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        differences = 0
        for difference in compare_grants():
            self.stdout.write(difference)
            differences += 1
        if differences:
            self.stderr.write(f"{differences} grants do not follow from the money.")
            sys.exit(1)
        self.stdout.write("All access follows from the money.")
