"""The one door to Mollie: what we ask of it and what it answers, in words of our own.

The client is `mollie-api-python`. What it does not do is done here: it checks only the beginning of an id, which comes
from the internet with a webhook, so the whole form is checked before the client sees it; it makes an idempotency key
for each call, which protects nothing when an act is tried again, so every call that makes something carries ours; and
it would tell Mollie the name and kernel of this machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from mollie.api.client import Client
from mollie.api.error import Error, RequestError, ResponseError, ResponseHandlingError
from mollie.api.objects.customer import Customer
from mollie.api.objects.payment import Payment

PAYMENT_ID = re.compile(r"tr_[A-Za-z0-9]{6,64}")
TIMEOUT = (2, 8)  # seconds to connect, and between two bytes of the answer
BUSY = {408, 409, 425, 429}  # besides 5xx: the same call may succeed later

Client.UNAME = "web"


class ProviderUnavailable(Exception):
    """No answer that says what happened: it may or may not have been done."""


class ProviderRefused(Exception):
    """It was not done, and would not be done another time either."""


class UnknownAtProvider(ProviderRefused):
    """There is no such payment, customer or mandate, or it belongs to another key."""


@dataclass(frozen=True)
class RefundFacts:
    id: str
    cents: int
    status: str
    key: str
    created_at: datetime


@dataclass(frozen=True)
class ChargebackFacts:
    id: str
    cents: int
    created_at: datetime
    reversed_at: datetime | None


@dataclass(frozen=True)
class PaymentFacts:
    """All that Mollie tells of one payment at one moment. `key`: of our own payment, from its metadata."""

    id: str
    status: str
    cents: int
    key: str = ""
    method: str = ""
    failure: str = ""
    customer_id: str = ""
    mandate_id: str = ""
    checkout_url: str = ""
    paid_at: datetime | None = None
    refunds: tuple[RefundFacts, ...] = ()
    chargebacks: tuple[ChargebackFacts, ...] = ()


@dataclass(frozen=True)
class MandateFacts:
    id: str
    status: str  # valid, pending, invalid
    method: str
    holder: str = ""
    account: str = ""  # the last four signs of an IBAN or card
    issuer: str = ""  # the bank's BIC, or the brand of a card


def is_payment_id(text: str) -> bool:
    return bool(PAYMENT_ID.fullmatch(text))


@contextmanager
def speak() -> Iterator[Client]:
    """A client; what goes wrong with it is raised in our own words."""
    client = Client(api_endpoint=settings.MOLLIE_API_ENDPOINT, timeout=TIMEOUT, retry=1)
    try:
        client.set_api_key(settings.MOLLIE_API_KEY)
        yield client
    except ResponseError as error:
        raise name_refusal(error.status or 0)(f"Mollie answered {error.status}") from error
    except (RequestError, ResponseHandlingError) as error:
        raise ProviderUnavailable(type(error).__name__) from error
    except Error as error:
        raise ProviderRefused(type(error).__name__) from error


def name_refusal(status: int) -> type[Exception]:
    if status >= 500 or status in BUSY:
        return ProviderUnavailable
    return UnknownAtProvider if status in {404, 410} else ProviderRefused


def create_customer(*, name: str, email: str, language: str, key: str) -> str:
    locale = "en_GB" if language == "en" else "nl_NL"
    with speak() as client:
        made = client.customers.create({"name": name, "email": email, "locale": locale}, idempotency_key=key)
        return str(made["id"])


def delete_customer(customer_id: str) -> None:
    """Takes the mandates with it. One that is gone already is no fault."""
    with ignore_unknown(), speak() as client:
        client.customers.delete(customer_id)


def create_payment(request: dict[str, Any], *, key: UUID) -> PaymentFacts:
    """The same key within the hour gives the same payment; afterwards it would be a second one. It must carry the same
    words to the letter: PostgreSQL gives the names of what it stored in an order of its own, so they are put in one.
    """
    words = json.loads(json.dumps(request, sort_keys=True))
    with speak() as client:
        return read_payment(client.payments.create(words, idempotency_key=str(key)))


def fetch_payment(payment_id: str) -> PaymentFacts:
    if not is_payment_id(payment_id):
        raise UnknownAtProvider("no id of a payment")
    with speak() as client:
        return read_payment(client.payments.get(payment_id))


def find_payment(key: UUID, *, customer_id: str, since: datetime) -> PaymentFacts | None:
    """The payment that carries this key, among those made since then: when the answer to making it was lost."""
    with speak() as client:
        payments = name_customer(client, customer_id).payments if customer_id else client.payments
        for found in walk(payments.list(limit=250)):
            if read_moment(found["createdAt"]) < since:
                return None
            if read_key(found) == str(key):
                return read_payment(found)
    return None


def cancel_payment(payment_id: str) -> None:
    """Only where Mollie allows it; raises ProviderRefused where the payment has gone too far."""
    with speak() as client:
        client.payments.delete(payment_id)


def create_refund(payment_id: str, *, cents: int, description: str, key: UUID) -> RefundFacts:
    request = {"amount": write_amount(cents), "description": description, "metadata": {"key": str(key)}}
    with speak() as client:
        return read_refund(Payment({"id": payment_id}, client).refunds.create(request, idempotency_key=str(key)))


def list_mandates(customer_id: str) -> list[MandateFacts]:
    with speak() as client:
        return [read_mandate(mandate) for mandate in walk(name_customer(client, customer_id).mandates.list())]


def revoke_mandate(customer_id: str, mandate_id: str) -> None:
    with ignore_unknown(), speak() as client:
        name_customer(client, customer_id).mandates.delete(mandate_id)


def name_customer(client: Client, customer_id: str) -> Customer:
    """To ask for what belongs to a customer without asking for the customer first."""
    return Customer({"id": customer_id}, client)


@contextmanager
def ignore_unknown() -> Iterator[None]:
    try:
        yield
    except UnknownAtProvider:
        return


def walk(page: Any) -> Iterator[Any]:
    """Through all pages of a list."""
    while page is not None:
        yield from page
        page = page.get_next() if page.has_next() else None


def read_payment(found: Any) -> PaymentFacts:
    links, details = found.get("_links") or {}, found.get("details") or {}
    return PaymentFacts(
        id=found["id"],
        status=found["status"],
        cents=read_amount(found["amount"]),
        key=read_key(found),
        method=found.get("method") or "",
        failure=str(details.get("bankReasonCode") or details.get("failureReason") or ""),
        customer_id=found.get("customerId") or "",
        mandate_id=found.get("mandateId") or "",
        checkout_url=(links.get("checkout") or {}).get("href", ""),
        paid_at=read_moment(found["paidAt"]) if found.get("paidAt") else None,
        refunds=tuple(read_linked(links, "refunds", lambda: found.refunds.list(), read_refund)),
        chargebacks=tuple(read_linked(links, "chargebacks", lambda: found.chargebacks.list(), read_chargeback)),
    )


def read_linked(links: dict[str, Any], name: str, ask: Callable[[], Any], read: Callable[[Any], Any]) -> list[Any]:
    """Mollie links to refunds and chargebacks only where there are some, which spares most payments two questions."""
    return [read(found) for found in walk(ask())] if name in links else []


def read_refund(found: Any) -> RefundFacts:
    return RefundFacts(
        id=found["id"],
        cents=read_amount(found["amount"]),
        status=found["status"],
        key=read_key(found),
        created_at=read_moment(found["createdAt"]),
    )


def read_chargeback(found: Any) -> ChargebackFacts:
    reversed_at = found.get("reversedAt")
    return ChargebackFacts(
        id=found["id"],
        cents=read_amount(found["amount"]),
        created_at=read_moment(found["createdAt"]),
        reversed_at=read_moment(reversed_at) if reversed_at else None,
    )


def read_mandate(found: Any) -> MandateFacts:
    details = found.get("details") or {}
    account = details.get("consumerAccount") or details.get("cardNumber") or ""
    holder = details.get("consumerName") or details.get("cardHolder") or ""
    issuer = details.get("consumerBic") or details.get("cardLabel") or ""
    return MandateFacts(found["id"], found["status"], found["method"], holder, account[-4:], issuer)


def read_key(found: Any) -> str:
    """Empty where the metadata is not ours: somebody may make payments in Mollie's dashboard."""
    metadata = found.get("metadata")
    return str(metadata.get("key", "")) if isinstance(metadata, dict) else ""


def read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def read_amount(amount: dict[str, str]) -> int:
    """Cents. Raises ProviderRefused for another currency: we ask for euros only."""
    if amount["currency"] != "EUR":
        raise ProviderRefused("not in euros")
    return int(Decimal(amount["value"]) * 100)


def write_amount(cents: int) -> dict[str, str]:
    return {"currency": "EUR", "value": f"{cents // 100}.{cents % 100:02}"}
