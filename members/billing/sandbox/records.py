"""What the sandbox remembers. Money is in cents, moments are in UTC and end in `_at`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Status(StrEnum):
    """Of a payment."""

    OPEN = "open"
    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    CANCELED = "canceled"
    EXPIRED = "expired"


class RefundStatus(StrEnum):
    QUEUED = "queued"
    PENDING = "pending"
    PROCESSING = "processing"
    REFUNDED = "refunded"
    FAILED = "failed"
    CANCELED = "canceled"


class MandateStatus(StrEnum):
    PENDING = "pending"
    VALID = "valid"
    INVALID = "invalid"


class Sequence(StrEnum):
    ONEOFF = "oneoff"
    FIRST = "first"
    RECURRING = "recurring"


@dataclass(kw_only=True)
class Record:
    id: str
    mode: str  # "test" or "live", as the key that it was made with
    created_at: datetime
    due_at: datetime | None = None  # when something happens to it by itself

    @property
    def parent(self) -> str | None:
        """The id of the record that it belongs to."""
        return None


@dataclass(kw_only=True)
class Customer(Record):
    name: str | None
    email: str | None
    locale: str | None
    metadata: Any
    deleted_at: datetime | None = None


@dataclass(kw_only=True)
class Mandate(Record):
    customer_id: str
    method: str
    status: str
    details: dict[str, str]

    @property
    def parent(self) -> str:
        return self.customer_id


@dataclass(kw_only=True)
class Payment(Record):
    cents: int
    description: str
    sequence_type: str
    status: str
    method: str | None
    offered: list[str]  # the methods that somebody may choose from
    metadata: Any
    redirect_url: str | None = None
    cancel_url: str | None = None
    webhook_url: str | None = None
    locale: str | None = None
    country: str | None = None  # the only one whose methods are offered
    customer_id: str | None = None
    mandate_id: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None
    paid_at: datetime | None = None
    failed_at: datetime | None = None
    canceled_at: datetime | None = None
    expired_at: datetime | None = None

    @property
    def parent(self) -> str | None:
        return self.customer_id


@dataclass(kw_only=True)
class OfPayment(Record):
    payment_id: str

    @property
    def parent(self) -> str:
        return self.payment_id


@dataclass(kw_only=True)
class Refund(OfPayment):
    cents: int
    description: str
    metadata: Any
    status: str


@dataclass(kw_only=True)
class Chargeback(OfPayment):
    cents: int
    reason: str | None  # a code of `reasons`; banks give one for direct debits only
    reversed_at: datetime | None = None


@dataclass(kw_only=True)
class Delivery(OfPayment):
    """A webhook, on its way while `due_at` says when the next attempt is."""

    url: str
    begun_at: datetime
    answers: list[int] = field(default_factory=list)  # the status of each attempt; 0 when nobody answered


@dataclass(kw_only=True)
class Replay(Record):
    """What was answered to the idempotency key that is its id."""

    fingerprint: str
    status: int
    body: Json | None


KINDS: dict[str, type[Record]] = {
    kind.__name__: kind for kind in (Customer, Mandate, Payment, Refund, Chargeback, Delivery, Replay)
}
