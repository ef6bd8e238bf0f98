"""What a payment tells of who paid it: made up, in Mollie's shape, and always the same."""

from __future__ import annotations

from .records import Customer, Payment
from .world import World

BANK = {"consumerAccount": "NL55INGB0000000000", "consumerBic": "INGBNL2A"}  # the account of Mollie's own examples
CARD = {
    "cardNumber": "6787",
    "cardLabel": "Mastercard",
    "cardFingerprint": "fHB3CCKx9REkz8fPplT8N4nq",
    "cardCountryCode": "NL",
    "cardSecurity": "3dsecure",
}
CARD_EXPIRY_DATE = "2031-12-31"
TRANSFER = {"bankName": "Stichting Mollie Payments", "bankAccount": "NL53ABNA0627535577", "bankBic": "ABNANL2A"}


def name_payer(world: World, customer_id: str | None) -> str:
    customer = world.store.find(Customer, customer_id)
    return (customer and customer.name) or "T. Test"


def mail_payer(world: World, customer_id: str | None) -> str:
    customer = world.store.find(Customer, customer_id)
    return (customer and customer.email) or "betaler@example.org"


def describe_payer(world: World, payment: Payment) -> dict[str, str]:
    name = name_payer(world, payment.customer_id)
    if payment.method == "creditcard":
        return {"cardHolder": name} | CARD
    if payment.method == "paypal":
        account = mail_payer(world, payment.customer_id)
        return {"consumerName": name, "consumerAccount": account, "paypalReference": payment.id[3:].upper()}
    return {"consumerName": name} | BANK


def describe_debit(name: str, payment_id: str, due: str, signed: str) -> dict[str, str]:
    """Of a direct debit that is on its way to the bank."""
    debit = {"transferReference": f"SD-{payment_id[3:]}", "creditorIdentifier": "NL08ZZZ502057730000"}
    return debit | {"consumerName": name, "dueDate": due, "signatureDate": signed} | BANK


def describe_transfer(payment_id: str) -> dict[str, str]:
    """Where somebody has to transfer the money to."""
    return TRANSFER | {"transferReference": f"RF-{payment_id[3:]}"}


def describe_account(world: World, payment: Payment) -> dict[str, str]:
    """Of the mandate that this first payment makes."""
    name = name_payer(world, payment.customer_id)
    if payment.method == "creditcard":
        known = {field: CARD[field] for field in ("cardNumber", "cardLabel", "cardFingerprint")}
        return {"cardHolder": name, "cardExpiryDate": CARD_EXPIRY_DATE} | known
    if payment.method == "paypal":
        return {"consumerName": name, "consumerAccount": mail_payer(world, payment.customer_id)}
    return {"consumerName": name} | BANK
