"""Making a payment: what Mollie asks of each kind before it takes one on."""

from __future__ import annotations

from .calls import Call
from .life import find_debit_day, find_settling_moment
from .methods import METHODS, list_suitable
from .payers import describe_debit, describe_transfer, name_payer
from .records import Mandate, MandateStatus, Payment, Sequence, Status
from .refusals import Refused
from .rules import LOCALES

KNOWN = (
    *("amount", "description", "redirectUrl", "cancelUrl", "webhookUrl", "locale", "method", "metadata"),
    *("restrictPaymentMethodsToCountry", "sequenceType", "customerId", "mandateId"),
)


def order_payment(call: Call, customer_id: str = "") -> Payment:
    """For the customer of the address, or of the body."""
    fields = call.fields
    fields.allow([name for name in KNOWN if name != "customerId"] if customer_id else KNOWN)
    payment = read_payment(call)
    payment.customer_id = find_customer_id(call, customer_id, payment.sequence_type)
    if payment.sequence_type == Sequence.RECURRING:
        begin_recurring(call, payment)
    else:
        begin_checkout(call, payment)
    call.world.store.save(payment)
    return payment


def read_payment(call: Call) -> Payment:
    fields = call.fields
    return Payment(
        id=call.world.make_id("tr_"),
        mode=call.mode,
        created_at=call.world.clock.now(),
        cents=fields.need_amount("amount"),
        description=fields.need_text("description"),
        sequence_type=fields.read_choice("sequenceType", [*Sequence]) or Sequence.ONEOFF,
        status=Status.OPEN,
        method=None,
        offered=[],
        webhook_url=fields.read_url("webhookUrl"),
        locale=fields.read_choice("locale", LOCALES),
        country=fields.read_country("restrictPaymentMethodsToCountry"),
        metadata=fields.read_metadata(),
    )


def find_customer_id(call: Call, customer_id: str, sequence: str) -> str | None:
    if customer_id:
        return call.find_customer(customer_id).id
    named = call.fields.read_text("customerId")
    if named is not None:
        return call.find_customer(named).id
    if sequence != Sequence.ONEOFF:
        raise Refused(422, f"A customer is needed for a payment of sequence type '{sequence}'", "customerId")
    return None


def begin_checkout(call: Call, payment: Payment) -> None:
    """Somebody will pay on the screen."""
    fields = call.fields
    if "mandateId" in fields:
        raise Refused(422, "A mandate is for recurring payments only", "mandateId")
    payment.redirect_url, payment.cancel_url = fields.read_url("redirectUrl"), fields.read_url("cancelUrl")
    if payment.redirect_url is None:
        raise Refused(422, "The 'redirectUrl' field is missing", "redirectUrl")
    offer_methods(payment, read_methods(fields.given.get("method")))
    payment.due_at = payment.expires_at = payment.created_at + METHODS[payment.method or "ideal"].lasts
    if payment.method == "banktransfer":
        payment.details = describe_transfer(payment.id)


def read_methods(value: object) -> list[str]:
    """Those that were asked for by name; without a name, all."""
    names = value if isinstance(value, list) else [value]
    if value is None or value == []:
        return list(METHODS)
    if not all(isinstance(name, str) and name in METHODS for name in names):
        raise Refused(422, f"The 'method' field knows: {', '.join(METHODS)}", "method")
    return [str(name) for name in names]


def offer_methods(payment: Payment, asked: list[str]) -> None:
    fitting = [name for name in asked if payment.sequence_type in METHODS[name].sequences]
    if not fitting:
        raise Refused(422, f"The method cannot make a payment of sequence type '{payment.sequence_type}'", "method")
    payment.offered = [name for name in list_suitable(payment.sequence_type, payment.cents) if name in fitting]
    if not payment.offered:
        is_low = payment.cents < min(METHODS[name].least for name in fitting)
        wrong = "lower than the minimum" if is_low else "higher than the maximum"
        raise Refused(422, f"The amount is {wrong}", "amount")
    payment.method = asked[0] if len(asked) == 1 else None


def begin_recurring(call: Call, payment: Payment) -> None:
    """Nobody is there to pay: the mandate says where the money comes from. Where to go afterwards is not asked."""
    mandate = find_mandate(call, payment.customer_id or "")
    offer_methods(payment, [mandate.method])
    payment.mandate_id = mandate.id
    payment.status = Status.PENDING
    payment.due_at = find_settling_moment(mandate.method, payment.created_at)
    if mandate.method == "directdebit":
        due = find_debit_day(payment.created_at).isoformat()
        signed = mandate.created_at.date().isoformat()
        name = name_payer(call.world, payment.customer_id)
        payment.details = describe_debit(name, payment.id, due, signed)


def find_mandate(call: Call, customer_id: str) -> Mandate:
    """The one that was named, or else the newest that may be used: https://github.com/mollie/WooCommerce/issues/282"""
    named, method = call.fields.read_text("mandateId"), call.fields.read_choice("method", METHODS)
    mandates = call.list(Mandate, customer_id)
    if named is not None and named not in [mandate.id for mandate in mandates]:
        raise Refused(422, "The mandate id is invalid", "mandateId")
    for mandate in mandates:
        is_meant = mandate.id == (named or mandate.id) and mandate.method == (method or mandate.method)
        if is_meant and mandate.status != MandateStatus.INVALID:
            return mandate
    raise Refused(422, "No suitable mandates found for customer", "mandateId" if named else "customerId")


def change_payment(call: Call, payment: Payment) -> None:
    """What was sent, and nothing else."""
    fields = call.fields
    payment.description = fields.read_text("description") or payment.description
    payment.redirect_url = fields.read_url("redirectUrl") or payment.redirect_url
    payment.cancel_url = fields.read_url("cancelUrl") or payment.cancel_url
    payment.webhook_url = fields.read_url("webhookUrl") or payment.webhook_url
    payment.locale = fields.read_choice("locale", LOCALES) or payment.locale
    payment.country = fields.read_country("restrictPaymentMethodsToCountry") or payment.country
    if "metadata" in fields:
        payment.metadata = fields.read_metadata()
    if "method" in fields:
        offer_methods(payment, read_methods(fields.given["method"]))
    call.world.store.save(payment)
