"""One sale of each kind that there is."""

from collections.abc import Callable

from members.invoicing.models import Invoice
from members.invoicing.vat import SupplyKind
from tests.factories.invoices import (
    credit,
    decide,
    fill_in_issuer,
    issue,
    make_business,
    make_buyer,
    make_check,
    make_line,
)

LIVE = SupplyKind.LIVE_TEACHING


def sell_to_consumer() -> Invoice:
    return issue()


def sell_to_dutch_business() -> Invoice:
    address = {"street": "Kade 3", "postal_code": "3011 AB", "city": "Rotterdam", "country": "NL"}
    return issue(buyer=make_business(**address, vat_number="NL004495445B01", purchase_order="PO-77"))


def sell_with_reverse_charge() -> Invoice:
    buyer = make_business(purchase_order="PO-78")
    return issue(make_line(treatment=decide(buyer, vies=make_check()), quantity=3), buyer=buyer)


def sell_without_confirmation() -> Invoice:
    return issue(buyer=make_business())


def sell_through_oss() -> Invoice:
    fill_in_issuer(uses_oss=True)
    return issue(buyer=make_buyer(country="FI", language="en"))


def sell_exempt_teaching() -> Invoice:
    fill_in_issuer(is_recognised_training_provider=True)
    return issue(make_line(19900, kind=LIVE, text="Samen oefenen"))


def sell_exempt_and_taxed() -> Invoice:
    fill_in_issuer(is_recognised_training_provider=True)
    return issue(make_line(19900, kind=LIVE, text="Samen oefenen"), make_line(4999, text="Cursus"))


def sell_outside_the_eu() -> Invoice:
    return issue(buyer=make_buyer(country="US", language="en"))


def sell_to_business_outside_the_eu() -> Invoice:
    return issue(buyer=make_business(country="CH", city="Zürich", vat_number="CHE123456788"))


def sell_with_discount() -> Invoice:
    return issue(
        make_line(4900, discount_cents=980), make_line(2999, text="Cursus: <feedback> & meer", discount_cents=2999)
    )


def sell_several_lines() -> Invoice:
    return issue(*[make_line(cents, text=f"Cursus {cents}") for cents in (1, 3, 4999, 2500, 7, 33333)])


def sell_many_seats() -> Invoice:
    buyer = make_business(country="NL", vat_number="", purchase_order="PO-25")
    return issue(make_line(1999, quantity=25, discount_cents=2500, text="Lidmaatschap, per plek"), buyer=buyer)


def sell_for_an_impossible_amount() -> Invoice:
    return issue(make_line(3))


def credit_everything() -> Invoice:
    return credit(sell_with_discount())


def credit_a_part() -> Invoice:
    return credit(sell_exempt_and_taxed(), 3333)


def credit_reverse_charge() -> Invoice:
    return credit(sell_with_reverse_charge(), 100)


def credit_outside_the_eu() -> Invoice:
    return credit(sell_outside_the_eu())


def credit_oss_in_parts() -> Invoice:
    invoice = sell_through_oss()
    credit(invoice, 1001)
    return credit(invoice, invoice.total_cents - 1001)


CASES: dict[str, Callable[[], Invoice]] = {
    name: act for name, act in list(globals().items()) if name.startswith(("sell_", "credit_"))
}
