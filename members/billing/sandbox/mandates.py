"""Leave to take money from somebody again: a first payment makes one. And their API."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from .calls import Call
from .listing import list_page
from .methods import METHODS
from .payers import describe_account
from .records import Json, Mandate, MandateStatus, Payment
from .refusals import Refused
from .wording import link_documentation, write_link, write_moment
from .world import World

# Some banks and PayPal take up to three days to say yes: https://github.com/mollie/laravel-cashier-mollie/pull/94
TIME_TO_CONFIRM = timedelta(hours=72)


def sign_mandate(world: World, payment: Payment) -> Mandate:
    method = METHODS[payment.method or ""].mandate
    is_slow = method == "paypal"
    now = world.clock.now()
    mandate = Mandate(
        id=world.make_id("mdt_"),
        mode=payment.mode,
        created_at=now,
        due_at=now + TIME_TO_CONFIRM if is_slow else None,
        customer_id=payment.customer_id or "",
        method=method,
        status=MandateStatus.PENDING if is_slow else MandateStatus.VALID,
        details=describe_account(world, payment),
    )
    world.store.save(mandate)
    return mandate


def confirm(world: World, mandate: Mandate) -> None:
    if mandate.status != MandateStatus.PENDING:
        raise Refused(422, f"The mandate is {mandate.status} already")
    mandate.status, mandate.due_at = MandateStatus.VALID, None
    world.store.save(mandate)


def revoke(world: World, mandate: Mandate) -> None:
    mandate.status, mandate.due_at = MandateStatus.INVALID, None
    world.store.save(mandate)


def find_mandate(call: Call, customer_id: str, mandate_id: str) -> Mandate:
    customer = call.find_customer(customer_id)
    mandate = call.find(Mandate, mandate_id)
    if mandate.customer_id != customer.id:
        raise Refused(404, f"No mandate exists with token {mandate_id}.")
    return mandate


def list_mandates(call: Call, customer_id: str) -> Json:
    customer = call.find_customer(customer_id)
    mandates = call.list(Mandate, customer.id)
    describe = partial(describe_mandate, call.world)
    return list_page(call, f"customers/{customer.id}/mandates", "mandates", mandates, describe)


def get_mandate(call: Call, customer_id: str, mandate_id: str) -> Json:
    call.allow_query()
    return describe_mandate(call.world, find_mandate(call, customer_id, mandate_id))


def revoke_mandate(call: Call, customer_id: str, mandate_id: str) -> None:
    revoke(call.world, find_mandate(call, customer_id, mandate_id))


def describe_mandate(world: World, mandate: Mandate) -> Json:
    customer = f"{world.address}/v2/customers/{mandate.customer_id}"
    return {
        "resource": "mandate",
        "id": mandate.id,
        "mode": mandate.mode,
        "status": mandate.status,
        "method": mandate.method,
        "details": mandate.details,
        "mandateReference": None,
        "signatureDate": mandate.created_at.date().isoformat(),
        "customerId": mandate.customer_id,
        "createdAt": write_moment(mandate.created_at),
        "_links": {
            "self": write_link(f"{customer}/mandates/{mandate.id}"),
            "customer": write_link(customer),
            "documentation": link_documentation("get-mandate"),
        },
    }
