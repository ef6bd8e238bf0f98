"""What somebody sees on the screen with the button, in one value: only that can be ordered from there."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from .declaring import Wanted, list_all
from .models import Order


def fingerprint(order: Order, declared: Iterable[Wanted] | None = None) -> str:
    """Another as soon as anything changes that the screen says: in another window, or because the price or the terms
    did. The form sends along that of what it stood beside. `declared`: all of it, of who has looked it up already.
    """
    words = [(wanted.kind, str(wanted.wording)) for wanted in (list_all(order) if declared is None else declared)]
    facts = [
        order.way,
        order.quantity,
        order.cents,
        order.discount,
        order.terms_agreed,
        order.vat,
        order.vat_outcome,
        order.buyer,
        order.email,
        words,
    ]
    written = json.dumps(facts, sort_keys=True)
    return salted_hmac("members.billing.shown", written, algorithm="sha256").hexdigest()[:32]
