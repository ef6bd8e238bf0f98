"""The API for payments."""

from __future__ import annotations

from functools import partial

from .calls import Call
from .chargebacks import describe_chargeback
from .life import cancel, may_be_canceled
from .listing import list_page
from .ordering import change_payment, order_payment
from .records import Chargeback, Json, Payment, Refund, Sequence, Status
from .refunds import describe_refund
from .refusals import Refused
from .rules import refuse_unknown
from .sums import find_remaining, sum_chargebacks, sum_refunds
from .wording import HTML, leave_out_empty, link_documentation, write_amount, write_link, write_moment
from .world import World

ALWAYS_CHANGEABLE = ("description", "webhookUrl", "metadata")
WHILE_OPEN = ("redirectUrl", "cancelUrl", "locale", "method", "restrictPaymentMethodsToCountry")
EMBEDDABLE = ("refunds", "chargebacks")


def create_payment(call: Call, customer_id: str = "") -> Json:
    return describe_payment(call.world, order_payment(call, customer_id))


def list_payments(call: Call, customer_id: str = "") -> Json:
    """Of one customer, or of all."""
    customer = call.find_customer(customer_id) if customer_id else None
    payments = call.list(Payment, customer.id if customer else None)
    path = f"customers/{customer.id}/payments" if customer else "payments"
    return list_page(call, path, "payments", payments, partial(describe_payment, call.world))


def get_payment(call: Call, payment_id: str) -> Json:
    """With its refunds and chargebacks inside when `embed` names them, separated by a comma."""
    call.allow_query("embed")
    asked = call.query["embed"].split(",") if "embed" in call.query else []
    refuse_unknown("embed", asked, EMBEDDABLE)
    payment = call.find(Payment, payment_id)
    found = {"refunds": list_refunds_of(call, payment), "chargebacks": list_chargebacks_of(call, payment)}
    embedded = {"_embedded": {name: found[name] for name in asked}} if asked else {}
    return describe_payment(call.world, payment) | embedded


def list_refunds_of(call: Call, payment: Payment) -> list[Json]:
    return [describe_refund(call.world, refund) for refund in call.list(Refund, payment.id)]


def list_chargebacks_of(call: Call, payment: Payment) -> list[Json]:
    return [describe_chargeback(call.world, chargeback) for chargeback in call.list(Chargeback, payment.id)]


def update_payment(call: Call, payment_id: str) -> Json:
    """Tells no webhook."""
    call.fields.allow([*ALWAYS_CHANGEABLE, *WHILE_OPEN])
    payment = call.find(Payment, payment_id)
    for name in WHILE_OPEN:
        if name in call.fields and payment.status != Status.OPEN:
            raise Refused(422, f"The '{name}' field cannot be updated: the payment is {payment.status}", name)
    change_payment(call, payment)
    return describe_payment(call.world, payment)


def cancel_payment(call: Call, payment_id: str) -> Json:
    payment = call.find(Payment, payment_id)
    if not may_be_canceled(call.world, payment):
        raise Refused(422, "The payment cannot be canceled")
    cancel(call.world, payment)
    return describe_payment(call.world, payment)


def describe_payment(world: World, payment: Payment) -> Json:
    """Moments that have not come and amounts that do not apply are left out."""
    always = {
        "resource": "payment",
        "id": payment.id,
        "mode": payment.mode,
        "createdAt": write_moment(payment.created_at),
        "amount": write_amount(payment.cents),
        "description": payment.description,
        "method": payment.method,
        "metadata": payment.metadata,
        "status": payment.status,
        "profileId": "pfl_sandbox",
        "sequenceType": payment.sequence_type,
        "redirectUrl": payment.redirect_url,
    }
    return always | leave_out_empty(describe_rest(world, payment)) | {"_links": link_payment(world, payment)}


def describe_rest(world: World, payment: Payment) -> Json:
    is_finished = payment.status not in {Status.OPEN, Status.PENDING}
    return {
        "cancelUrl": payment.cancel_url,
        "webhookUrl": payment.webhook_url,
        "locale": payment.locale,
        "countryCode": (payment.country or "NL") if payment.paid_at else None,
        "restrictPaymentMethodsToCountry": payment.country,
        "customerId": payment.customer_id,
        "mandateId": payment.mandate_id,
        "isCancelable": None if is_finished else may_be_canceled(world, payment),
        "details": payment.details or None,
        **{
            f"{name}At": write_moment(getattr(payment, f"{name}_at"))
            for name in ("expires", "paid", "failed", "canceled", "expired")
        },
        **describe_amounts(world, payment),
    }


def describe_amounts(world: World, payment: Payment) -> Json:
    if payment.status != Status.PAID:
        return {}
    charged_back = sum_chargebacks(world, payment)
    return {
        "amountRefunded": write_amount(sum_refunds(world, payment)),
        "amountRemaining": write_amount(find_remaining(world, payment)),
        "amountChargedBack": write_amount(charged_back) if charged_back else None,
    }


def link_payment(world: World, payment: Payment) -> Json:
    address = f"{world.address}/v2/payments/{payment.id}"
    customer = f"{world.address}/v2/customers/{payment.customer_id}"
    has_no_screen = payment.status == Status.PAID or payment.sequence_type == Sequence.RECURRING
    is_changeable = has_no_screen and payment.mode == "test"
    links = {
        "self": write_link(address),
        "dashboard": write_link(f"{world.address}/change/{payment.id}", HTML),
        "documentation": link_documentation("get-payment"),
        "checkout": write_link(f"{world.address}/pay/{payment.id}", HTML) if payment.status == Status.OPEN else None,
        "changePaymentState": write_link(f"{world.address}/change/{payment.id}", HTML) if is_changeable else None,
        "customer": write_link(customer) if payment.customer_id else None,
        "mandate": write_link(f"{customer}/mandates/{payment.mandate_id}") if payment.mandate_id else None,
        "refunds": write_link(f"{address}/refunds") if world.store.list(Refund, payment.id) else None,
        "chargebacks": write_link(f"{address}/chargebacks") if world.store.list(Chargeback, payment.id) else None,
    }
    return leave_out_empty(links)
