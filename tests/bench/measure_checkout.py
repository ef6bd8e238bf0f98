"""Rows 12 and 13: what the screens of an order ask the database, and how long a webhook of the provider takes.

In an empty database: `DJANGO_SETTINGS_MODULE=werkflippen.settings.test python -m tests.bench.measure_checkout`.
"""

import time
from collections.abc import Iterator
from statistics import quantiles
from urllib.parse import urlsplit

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment

from legal.statements.models import Act
from members.accounts.models import User
from members.billing.checkout_views import choose_mandate
from members.billing.models import MoneyEntry, Order
from members.billing.paying import begin_payment
from members.billing.placing import draft_order, place_order
from members.billing.sandbox.running import Sandbox
from members.membership.models import Offer
from tests.bench.count_queries import count
from tests.factories.invoices import fill_in_issuer
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.members.billing.shopping import DETAILS, enter
from tests.visiting import Client

QUERIES = 15
ROUNDS = 40
MILLISECONDS = 95, 250  # the percentile, and its goal


def measure_here() -> Iterator[str]:
    setup_test_environment()
    call_command("migrate", verbosity=0)
    fill_in_issuer()
    make_membership()
    yield count_screens()
    with Sandbox.start(post=lambda url, payment_id: 200) as provider:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = provider.address, provider.key
        yield time_webhooks(provider)


def count_screens() -> str:
    """For a member who agreed to the terms. They go along with the mails."""
    member, person = Client(), make_person()
    answer(person, publish_version("terms"), Act.Kind.ACCEPT)
    member.force_login(person)
    screens = {"choose": "/lid-worden/", "details": "/bestellen/lid-month/", "check": enter(member, "lid-month")}
    counts = ", ".join(f"{name} {count(member, address)}" for name, address in screens.items())
    return f"row 12  screens of an order, {connection.vendor}: SQL queries {counts} (goal ≤ {QUERIES} each)"


def time_webhooks(provider: Sandbox) -> str:
    """Each about a first payment that came in: with all that follows from it, the invoice and the mails too."""
    taken = [time_webhook(provider, make_person(f"lid{number}@voorbeeld.example")) for number in range(ROUNDS)]
    if MoneyEntry.objects.count() != ROUNDS:
        raise RuntimeError(f"{MoneyEntry.objects.count()} of {ROUNDS} webhooks were believed")
    share, goal = MILLISECONDS
    highest = quantiles(taken, n=100, method="inclusive")[share - 1]
    what = f"row 13  webhook without the provider's own time, {connection.vendor}"
    return f"{what}: p{share} {highest:,.0f} ms (goal ≤ {goal} ms)"


def time_webhook(provider: Sandbox, person: User) -> float:
    """Milliseconds."""
    facts = {"way": Order.Way.OWN, "quantity": 1, "buyer": DETAILS, "email": person.email, "language": "nl"}
    order = place_order(order=draft_order(offer=Offer.objects.get(), user=person, **facts), declared={})
    payment = begin_payment(charge=order.charges.get(), **choose_mandate(order))
    provider.pay(str(payment.provider_id), method="ideal")
    heard = len(provider.requests)
    start = time.perf_counter()
    response = Client().post(urlsplit(payment.request["webhookUrl"]).path, {"id": payment.provider_id})
    taken = time.perf_counter() - start
    if response.status_code != 200:
        raise RuntimeError(f"the webhook answered {response.status_code}")
    return 1000 * (taken - sum(asked.seconds for asked in provider.requests[heard:]))


if __name__ == "__main__":
    for line in measure_here():
        print(line, flush=True)
