"""What a member does on the pages about their membership."""

from __future__ import annotations

from typing import Any

from django.core import mail
from django.utils import timezone

from members.billing.models import Order, Subscription
from members.billing.sandbox.running import Sandbox
from members.billing.telling import tell_everybody
from members.membership.models import Grant
from tests.members.billing.shopping import pay
from tests.visiting import Client

PAGE = "/account/lidmaatschap/"


def visit(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(client: Client, order: Order | None = None, page: str = "") -> str:
    path = f"{PAGE}{order.key}/{page}/" if order else PAGE
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def send(client: Client, order: Order, page: str, **fields: Any) -> str:
    """What the page to which one is led says."""
    response = client.post(f"{PAGE}{order.key}/{page}/", fields, follow=True)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def cancel(client: Client, order: Order) -> str:
    """In two clicks."""
    form = client.get(f"{PAGE}{order.key}/opzeggen/").context["form"]
    return send(client, order, "opzeggen", **form.initial)


def pay_at_provider(client: Client, response: Any, provider: Sandbox, method: str = "ideal") -> str:
    """What the page to which the provider leads back says."""
    assert response.status_code == 303, response.content.decode()
    assert response["Location"].startswith(provider.address)
    page = pay(client, provider, method, follow=True)
    return " ".join(page.content.decode().split())


def may_enter(person: Any) -> bool:
    return bool(Grant.objects.of(person).in_force(timezone.now()).exists())


def find_subscription(order: Order) -> Subscription:
    subscription: Subscription = Subscription.objects.get(order=order)
    return subscription


def read_mail() -> str:
    """The newest, on one line: its subject and what it says."""
    assert list(tell_everybody()) == []
    newest = mail.outbox[-1]
    return " ".join(f"{newest.subject} {newest.body}".split())


def count_mails() -> int:
    assert list(tell_everybody()) == []
    return len(mail.outbox)
