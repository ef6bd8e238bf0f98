"""What people do in these tests: log in, order in some way, pay, and read their mails."""

import re
from typing import Any

from django.core import mail
from django.utils import timezone

from members.billing.models import Coupon, Order
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, pay, press_button
from tests.visiting import Client

OPENING = "/bestellen/cadeau/"
GIFT_CODE = re.compile(r"(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}")


def log_in(email: str = "sanne@voorbeeld.example", **fields: Any) -> Client:
    client = Client()
    client.force_login(make_person(email, **fields))
    return client


def place(client: Client, slug: str, *, declared: dict[str, str] | None = None, **details: Any) -> Order:
    """Through the three screens, up to the button."""
    address = enter(client, slug, **details)
    response = press_button(client, address, **{"waiver": "on", "start_now": "on"} | (declared or {}))
    assert response.status_code in (302, 303), response.content.decode()
    return Order.objects.latest("pk")


def buy(client: Client, provider: Sandbox, slug: str, **details: Any) -> Order:
    order = place(client, slug, **details)
    pay(client, provider)
    return order


def make_coupon(code: str = "ZOMER", **fields: Any) -> Coupon:
    return Coupon.objects.create(
        code=code, **fields if {"percent", "cents"} & set(fields) else {"percent": 10} | fields
    )


def is_inside(client: Client) -> bool:
    return Grant.objects.of(client.person).in_force(timezone.now()).exists()


def list_sources(client: Client) -> list[str]:
    return list(Grant.objects.of(client.person).order_by("starts_at", "pk").values_list("source", flat=True))


def read_mails(email: str, subject: str) -> list[str]:
    return [str(sent.body) for sent in mail.outbox if sent.to == [email] and subject in sent.subject]


def try_code(client: Client, code: str, slug: str = "lid-month", **more: Any) -> str:
    """The details screen as it comes back."""
    facts = {"first_name": "S", "last_name": "V", "coupon": code, **more}
    response = client.post(f"/bestellen/{slug}/", facts)
    assert response.status_code == 422, response
    return response.content.decode()


def give(provider: Sandbox, slug: str = "lid-month", **details: str) -> tuple[Client, str]:
    """The giver and the code, as it stands in their mail."""
    giver = log_in("gever@voorbeeld.example")
    buy(giver, provider, slug, way="gift", **details)
    (mail,) = read_mails("gever@voorbeeld.example", "cadeau")
    found = GIFT_CODE.search(mail)
    assert found
    return giver, found[0]


def unpack(client: Client, code: str, **more: str) -> str:
    return client.post(OPENING, {"code": code, **more}).content.decode()
