"""Somebody without an account at the checkout."""

from typing import Any

from django.http import HttpResponse

from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from tests.factories.accounts import NEWCOMER, TICKED
from tests.members.billing.shopping import DETAILS, pay, press_button
from tests.page_forms import read_form
from tests.visiting import Client


def fill_in(client: Client, path: str = "/bestellen/lid-month/", **answers: Any) -> HttpResponse:
    """Sends the first screen with a name, an address, a password and both boxes ticked; `answers` says what is
    otherwise.
    """
    shown = read_form(client.get(path), None).fields
    return client.post(path, shown | DETAILS | NEWCOMER | TICKED | answers)


def order_as_newcomer(client: Client, path: str = "/bestellen/lid-month/", **answers: Any) -> str:
    """Where one pays."""
    response = fill_in(client, path, **answers)
    assert response.status_code == 302, response.content.decode()
    response = press_button(client, response["Location"], start_now="on", waiver="on")
    assert response.status_code == 303, response.content.decode()
    return response["Location"]


def buy_as_newcomer(provider: Sandbox, path: str = "/bestellen/lid-month/", **answers: Any) -> tuple[Client, Order]:
    client = Client()
    order_as_newcomer(client, path, **answers)
    pay(client, provider)
    return client, Order.objects.latest("pk")
