"""What a colleague does about orders in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from members.billing.models import Order
from tests.factories.people import make_colleague
from tests.reading import read_page
from tests.visiting import Client

SALES = "/admin/verkoop/"
ORDERS = f"{SALES}bestellingen/"
REASON = "Op verzoek, na overleg."


def enter_office(group: str = "Finance") -> Client:
    client = Client()
    client.force_login(make_colleague(group))
    return client


def open_form(client: Client, order: Order, act: str) -> dict[str, Any]:
    """With the last of what can be chosen, and a reason."""
    form = client.get(f"{ORDERS}{order.pk}/{act}/").context["form"]
    chosen = {"choice": form.fields["choice"].choices[-1][0]} if "choice" in form.fields else {}
    return chosen | {"key": str(form["key"].value()), "reason": REASON}


def send(client: Client, order: Order, act: str, fields: dict[str, Any]) -> HttpResponse:
    return client.post(f"{ORDERS}{order.pk}/{act}/", fields)


def do(client: Client, order: Order, act: str, **fields: Any) -> str:
    """Opens the form, fills it in, and sends it; what the page says to which it leads."""
    response = send(client, order, act, open_form(client, order, act) | fields)
    assert response.status_code == 302, " ".join(response.content.decode().split())
    return read_story(client, order)


def read_story(client: Client, order: Order) -> str:
    return " ".join(read_page(client, f"{ORDERS}{order.pk}/").split()).replace("\u00a0", " ")
