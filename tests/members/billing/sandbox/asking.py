"""What the tests ask of the sandbox, with Mollie's own client where that can say it."""

import json
from typing import Any

import requests
from mollie.api.client import Client
from mollie.api.objects.customer import Customer
from mollie.api.objects.payment import Payment

from members.billing.sandbox.running import Sandbox

BACK = "https://shop.example/klaar/"


def make_client(sandbox: Sandbox, *, key: str = "") -> Client:
    client = Client(api_endpoint=sandbox.address, timeout=(2, 5))
    client.set_api_key(key or sandbox.key)
    return client


def euros(value: str) -> dict[str, str]:
    return {"currency": "EUR", "value": value}


def word_payment(**more: Any) -> dict[str, Any]:
    """What somebody is sent off to pay, as it stands in the body; None takes a field away."""
    words = {"amount": euros("12.50"), "description": "Korter overleggen", "redirectUrl": BACK} | more
    return {name: value for name, value in words.items() if value is not None}


def make_payment(mollie: Client, **more: Any) -> Payment:
    return mollie.payments.create(word_payment(**more))


def make_paid(mollie: Client, sandbox: Sandbox, **more: Any) -> Payment:
    payment = make_payment(mollie, **more)
    sandbox.pay(payment.id)
    return mollie.payments.get(payment.id)


def make_customer(mollie: Client, name: str = "Noor Jansen") -> Customer:
    return mollie.customers.create({"name": name, "email": "noor@werkflippen.example"})


def make_customer_with_mandate(mollie: Client, sandbox: Sandbox, method: str = "ideal") -> Customer:
    customer = make_customer(mollie)
    first = customer.payments.create(word_payment(sequenceType="first", method=method))
    sandbox.pay(first.id)
    return customer


def charge(customer: Customer, **more: Any) -> Payment:
    """A recurring payment."""
    words = {"amount": euros("12.50"), "description": "December", "sequenceType": "recurring"} | more
    return customer.payments.create(words)


def post(sandbox: Sandbox, path: str, words: dict[str, Any] | str, **headers: str) -> requests.Response:
    """What the client would not send, or would not show."""
    body = words if isinstance(words, str) else json.dumps(words)
    key = {"Authorization": f"Bearer {sandbox.key}"}
    return requests.post(sandbox.address + path, data=body, headers=key | headers, timeout=10)
