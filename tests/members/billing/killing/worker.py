"""A process of the site that does one thing about money, so that a test can kill it in the middle.

    python -m tests.members.billing.killing.worker pay|due|refund

with DATABASE_URL of the test's database, the sandbox's address in MOLLIE_API_ENDPOINT, and the MOMENT that it is.
"""

import os
import sys

import django
import time_machine
from django.conf import settings

time_machine.travel(os.environ["MOMENT"], tick=True).start()
django.setup()
settings.MOLLIE_API_ENDPOINT = os.environ["MOLLIE_API_ENDPOINT"]

from members.billing.due import WORK  # noqa: E402
from members.billing.models import Charge  # noqa: E402
from members.billing.paying import begin_payment  # noqa: E402
from members.billing.refunding import refund_all  # noqa: E402


def pay() -> None:
    begin_payment(charge=Charge.objects.get(), sequence="oneoff")


def do_all_that_is_due() -> None:
    for work in WORK:
        list(work())


ACTS = {"pay": pay, "due": do_all_that_is_due, "refund": lambda: list(refund_all())}

if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    ACTS[sys.argv[1]]()
