"""Mollie's v2 API: who asks, for what, and the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from .calls import Call
from .chargebacks import get_chargeback, list_chargebacks
from .customers import create_customer, delete_customer, get_customer, list_customers, update_customer
from .exchange import Answer, Request
from .idempotency import find_replay, remember, take_fingerprint
from .mandates import get_mandate, list_mandates, revoke_mandate
from .methods import get_method, list_methods
from .passing import act_now
from .payments import cancel_payment, create_payment, get_payment, list_payments, update_payment
from .records import Json
from .refunds import cancel_refund, create_refund, get_refund, list_refunds
from .refusals import Refused
from .wording import HAL
from .world import MODES, World

Act = Callable[..., Json | None]

# In each `{}` stands an id.
ROUTES: dict[str, dict[str, Act]] = {
    "/v2/payments": {"POST": create_payment, "GET": list_payments},
    "/v2/payments/{}": {"GET": get_payment, "PATCH": update_payment, "DELETE": cancel_payment},
    "/v2/payments/{}/refunds": {"POST": create_refund, "GET": list_refunds},
    "/v2/payments/{}/refunds/{}": {"GET": get_refund, "DELETE": cancel_refund},
    "/v2/payments/{}/chargebacks": {"GET": list_chargebacks},
    "/v2/payments/{}/chargebacks/{}": {"GET": get_chargeback},
    "/v2/refunds": {"GET": list_refunds},
    "/v2/customers": {"POST": create_customer, "GET": list_customers},
    "/v2/customers/{}": {"GET": get_customer, "PATCH": update_customer, "DELETE": delete_customer},
    "/v2/customers/{}/payments": {"POST": create_payment, "GET": list_payments},
    "/v2/customers/{}/mandates": {"GET": list_mandates},
    "/v2/customers/{}/mandates/{}": {"GET": get_mandate, "DELETE": revoke_mandate},
    "/v2/methods": {"GET": list_methods},
    "/v2/methods/{}": {"GET": get_method},
}
PATTERNS = {re.compile(path.replace("{}", "([^/]+)")): acts for path, acts in ROUTES.items()}


def answer_request(world: World, request: Request) -> Answer:
    """What is refused leaves everything as it was."""
    try:
        with act_now(world):
            return carry_out(world, request)
    except Refused as refusal:
        return write_refusal(refusal)


def carry_out(world: World, request: Request) -> Answer:
    mode = authenticate(request)
    act, ids = find_act(request)
    key, fingerprint = request.replay_key, take_fingerprint(request.path, request.body)
    if replay := find_replay(world, key, fingerprint):
        return write_answer(replay.status, replay.body, {"Idempotent-Replayed": "true"})
    if request.fields is None:
        raise Refused(400, "The request body contains invalid JSON")
    body = act(Call(world, mode, request.query, request.fields), *ids)
    status = 201 if request.method == "POST" else 200 if body is not None else 204
    remember(world, key, fingerprint, mode, status, body)
    return write_answer(status, body)


def authenticate(request: Request) -> str:
    """The mode of the key."""
    mode = MODES.get(request.authorization.removeprefix("Bearer "))
    if mode is None or not request.authorization.startswith("Bearer "):
        raise Refused(401, "Missing authentication, or failed to authenticate")
    return mode


def find_act(request: Request) -> tuple[Act, tuple[str, ...]]:
    for pattern, acts in PATTERNS.items():
        if found := pattern.fullmatch(request.path):
            if request.method in acts:
                return acts[request.method], found.groups()
            raise Refused(405, f"{request.method} is not known for this address")
    raise Refused(404, "The sandbox has nothing at this address")


def write_answer(status: int, body: Json | None, headers: dict[str, str] | None = None) -> Answer:
    content = json.dumps(body).encode() if body is not None else b""
    return Answer(status, content, HAL, headers or {})


def write_refusal(refusal: Refused) -> Answer:
    return write_answer(refusal.status, refusal.describe())
