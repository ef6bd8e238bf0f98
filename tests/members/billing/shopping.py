"""What people do at the checkout, and what the site does about money while time goes by."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils import timezone
from time_machine import Traveller

from members.billing.due import WORK
from members.billing.models import Order, Payment
from members.billing.sandbox.running import Sandbox
from tests.page_forms import read_form
from tests.visiting import Client

DETAILS = {"first_name": "Sanne", "last_name": "Voorbeeld", "country": "NL"}


def enter(client: Client, slug: str, **details: Any) -> str:
    """The address of the last look."""
    response = client.post(f"/bestellen/{slug}/", DETAILS | details)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def order(client: Client, slug: str, **declared: str) -> str:
    """Where the browser is led to."""
    response = press_button(client, enter(client, slug), **declared)
    assert response.status_code == 303, response.content.decode()
    return response["Location"]


def press_button(client: Client, check: str, **declared: str) -> HttpResponse:
    """On the screen of the last look, as it stands there now."""
    return client.post(check, read_form(client.get(check), None).fields | declared)


def pay(client: Client, provider: Sandbox, method: str = "ideal", *, follow: bool = False) -> HttpResponse:
    """The newest payment, and back to the site."""
    newest = provider.list_payments()[0]
    provider.pay(newest.id, method=method)
    return client.get(urlsplit(newest.redirect_url).path, follow=follow)


def join(person: Any, provider: Sandbox, slug: str = "lid-month") -> Order:
    """Orders a membership and pays for it with iDEAL."""
    client = Client()
    client.force_login(person)
    order(client, slug, start_now="on")
    pay(client, provider)
    return Order.objects.latest("pk")


def run_due() -> list[str]:
    """What went wrong."""
    return [refusal for work in WORK for refusal in work()]


def let_days_pass(days: int, traveller: Traveller, provider: Sandbox) -> None:
    """Day after day, with what is due on each, and what the provider and the banks do meanwhile. Webhooks tell what
    they did; to ask after every payment too is a third of the work of a day, and here it is done once a week.
    """
    for day in range(days):
        traveller.shift(timedelta(days=1))
        provider.deliver_webhooks()
        if day % 7:
            Payment.objects.exclude(asked_at=None).update(asked_at=timezone.now())
        assert run_due() == []
        provider.deliver_webhooks()
