"""An invoice for what was paid: once, complete, frozen, and refused with a name."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from members.invoicing.closing import (
    AmountMismatch,
    IssuerIncomplete,
    MixedTreatments,
    MoreThanIsLeft,
    NotAnInvoice,
    NothingLeftToCredit,
    NothingToInvoice,
    issue_credit_note,
    issue_invoice,
    may_invoice,
)
from members.invoicing.issuer import Issuer
from members.invoicing.models import BookEntry, Counter, Invoice, InvoiceMail, InvoiceOwner
from tests.factories.invoices import (
    ISSUER,
    credit,
    decide,
    fill_in_issuer,
    issue,
    make_business,
    make_buyer,
    make_check,
    make_line,
)
from tests.factories.people import make_person

from .cases import sell_exempt_and_taxed, sell_through_oss, sell_with_reverse_charge

pytestmark = pytest.mark.django_db


def list_numbers() -> list[str]:
    return list(BookEntry.objects.order_by("leaf_id").values_list("number", flat=True))


MISSING = {
    "legal_name": "bedrijf dat de facturen stuurt",
    "street": "straat en huisnummer",
    "postal_code": "postcode",
    "city": "plaats",
    "kvk": "KvK-nummer",
    "vat_number": "btw-identificatienummer",
    "iban": "IBAN",
}


def test_the_first_invoice_of_the_year_has_number_one_and_the_next_follows(issuer: Issuer) -> None:
    first, second = issue(), issue()
    assert [first.number, second.number] == ["WF2026-00001", "WF2026-00002"]
    assert first.issued_on == date(2026, 11, 23)
    assert second.entry.previous_sha256 == first.entry.sha256
    assert second.facts["previous"] == first.entry.sha256


def test_it_says_who_sold_what_to_whom_and_for_how_much(issuer: Issuer) -> None:
    facts = issue(buyer=make_buyer(name="Kim\nKanarie\u202e")).facts
    assert facts["issuer"]["legal_name"] == ISSUER["legal_name"]
    assert facts["issuer"]["kvk"] == "12345678"
    assert facts["buyer"]["name"] == "Kim Kanarie"
    assert facts["buyer"]["country_name"] == "Nederland"
    assert (facts["net"], facts["vat"], facts["total"]) == (2066, 434, 2500)
    assert facts["order_reference"] == "B-1001"
    assert facts["calculation_version"] == 1
    assert facts["lines"][0]["period"] == ["2026-11-23", "2026-11-23"]


def test_the_same_sale_a_second_time_is_the_same_invoice(issuer: Issuer) -> None:
    origin = uuid4()
    first, again = issue(origin=origin), issue(make_line(9900), origin=origin)
    assert first == again
    assert list_numbers() == ["WF2026-00001"]


def test_it_stays_as_it_was_when_the_company_moves(issuer: Issuer) -> None:
    invoice = issue()
    fill_in_issuer(street="Nieuwstraat 9")
    assert Invoice.objects.get(pk=invoice.pk).facts["issuer"]["street"] == "Proefstraat 1"
    assert issue().facts["issuer"]["street"] == "Nieuwstraat 9"


def test_nobody_can_change_it(issuer: Issuer) -> None:
    invoice = issue()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(total_cents=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        invoice.delete()


def test_the_account_goes_and_the_invoice_stays(issuer: Issuer) -> None:
    person = make_person()
    invoice = issue(account=person)
    assert list(Invoice.objects.of(person)) == [invoice]
    person.delete()
    assert Invoice.objects.get() == invoice
    assert not InvoiceOwner.objects.exists()


def test_a_proof_of_the_reverse_charge_is_kept_with_it(issuer: Issuer) -> None:
    facts = sell_with_reverse_charge().facts
    assert facts["vat_sums"][0]["evidence"] == "VIES 2026-11-23T11:00:00Z WAPIAAAAZNgfuVoL"
    assert (facts["vat"], facts["total"]) == (0, 6198)


def test_what_is_declared_through_the_one_stop_shop_has_a_series_of_its_own(issuer: Issuer) -> None:
    oss = sell_through_oss()
    assert [oss.number, issue().number, credit(oss).number] == ["WFOSS2026-00001", "WF2026-00001", "WFOSS2026-00002"]
    assert oss.treatments == "|OSS|"


def test_a_new_series_begins_at_one(issuer: Issuer) -> None:
    issue()
    fill_in_issuer(series="AT")
    assert issue().number == "AT2026-00001"


def test_a_new_year_begins_at_one_and_goes_on_from_the_last(issuer: Issuer, time_machine) -> None:
    last = issue()
    time_machine.move_to("2027-01-01 00:30:00+01:00")
    first = issue()
    assert first.number == "WF2027-00001"
    assert first.entry.previous_sha256 == last.entry.sha256


def test_dates_never_go_back_also_not_when_a_clock_does(issuer: Issuer, time_machine) -> None:
    time_machine.move_to("2027-01-02 12:00:00+01:00")
    issue()
    time_machine.move_to("2026-12-31 12:00:00+01:00")
    invoice = issue()
    assert (invoice.number, invoice.issued_on) == ("WF2027-00002", date(2027, 1, 2))


@pytest.mark.parametrize("missing", MISSING)
def test_nothing_is_invoiced_until_everything_about_the_seller_is_filled_in(missing: str) -> None:
    assert not may_invoice()
    fill_in_issuer()
    assert may_invoice()
    fill_in_issuer(**{missing: ""})
    assert not may_invoice()
    with pytest.raises(IssuerIncomplete) as refused:
        issue()
    assert refused.value.missing == [MISSING[missing]]
    assert list_numbers() == []


def test_another_amount_than_was_owed_is_refused(issuer: Issuer) -> None:
    with pytest.raises(AmountMismatch) as refused:
        issue(paid_cents=2499)
    assert (refused.value.owed_cents, refused.value.paid_cents) == (2500, 2499)
    assert list_numbers() == []


def test_what_a_coupon_pays_in_full_gets_no_invoice(issuer: Issuer) -> None:
    with pytest.raises(NothingToInvoice):
        issue(make_line(2500, discount_cents=2500))
    assert list_numbers() == []


def test_a_sale_without_lines_is_refused(issuer: Issuer) -> None:
    facts = {"paid_on": date(2026, 11, 23), "account": None, "order_reference": ""}
    with pytest.raises(NothingToInvoice), transaction.atomic():
        issue_invoice(origin=uuid4(), buyer=make_buyer(), lines=[], paid_cents=0, **facts)


def test_a_supply_outside_the_eu_does_not_share_an_invoice(issuer: Issuer) -> None:
    with pytest.raises(MixedTreatments):
        issue(make_line(), make_line(buyer=make_buyer(country="US")))


def test_it_is_issued_in_the_transaction_of_the_payment_or_not_at_all(issuer: Issuer) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue()
        raise ZeroDivisionError
    assert (list_numbers(), Counter.objects.count(), InvoiceMail.objects.count()) == ([], 0, 0)
    assert issue().number == "WF2026-00001"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_issued() -> None:
    fill_in_issuer()
    buyer, day = make_buyer(), date(2026, 11, 23)
    with pytest.raises(TransactionManagementError):
        issue_invoice(origin=uuid4(), buyer=buyer, lines=[make_line()], paid_cents=2500, paid_on=day, account=None)
    assert list_numbers() == []


# Taking back


def test_a_credit_note_takes_back_the_whole_invoice_line_by_line(issuer: Issuer) -> None:
    person = make_person()
    invoice = issue(account=person)
    note = credit(invoice)
    assert (note.number, note.kind, note.credits) == ("WF2026-00002", "credit_note", invoice.entry)
    assert note.facts["lines"] == invoice.facts["lines"]
    assert note.facts["credits"] == {"number": "WF2026-00001", "issued_on": "2026-11-23"}
    assert (note.net_cents, note.vat_cents, note.signed_total_cents) == (2066, 434, -2500)
    assert list(Invoice.objects.of(person).newest_first()) == [note, invoice]


def test_parts_together_take_back_the_sums_of_the_invoice_and_nothing_more(issuer: Issuer) -> None:
    invoice = sell_exempt_and_taxed()
    notes = [credit(invoice, cents) for cents in (1, 3333, 10, invoice.total_cents - 3344)]
    assert sum(note.net_cents for note in notes) == invoice.net_cents
    assert sum(note.vat_cents for note in notes) == invoice.vat_cents
    with pytest.raises(NothingLeftToCredit):
        credit(invoice, 1)


@pytest.mark.parametrize("cents", [2501, 0, -1])
def test_never_more_than_is_left_and_never_nothing(issuer: Issuer, cents: int) -> None:
    invoice = issue()
    with pytest.raises(MoreThanIsLeft):
        credit(invoice, cents)
    credit(invoice, 2000)
    with pytest.raises(MoreThanIsLeft) as refused:
        credit(invoice, 501)
    assert refused.value.left_cents == 500


def test_the_same_refund_a_second_time_is_the_same_credit_note(issuer: Issuer) -> None:
    invoice, origin = issue(), uuid4()
    assert credit(invoice, origin=origin) == credit(invoice, origin=origin)
    assert len(list_numbers()) == 2


def test_a_credit_note_is_not_credited_itself(issuer: Issuer) -> None:
    with pytest.raises(NotAnInvoice):
        credit(credit(issue()), 1)


def test_a_credit_note_names_the_seller_of_its_invoice(issuer: Issuer) -> None:
    invoice = issue()
    fill_in_issuer(legal_name="Andere B.V.", series="AB")
    note = credit(invoice)
    assert (note.number, note.facts["issuer"]["legal_name"]) == ("WF2026-00002", ISSUER["legal_name"])


def test_a_reason_is_printed_in_the_words_that_were_given(issuer: Issuer) -> None:
    invoice = issue(buyer=make_buyer(language="en"))
    with transaction.atomic():
        note = issue_credit_note(
            origin=uuid4(), invoice=invoice, paid_back_cents=100, reason="You\ncancelled.", on=date(2026, 11, 20)
        )
    assert note.facts["reason"] == "You cancelled."
    assert note.facts["paid_on"] == "2026-11-20"
    assert note.facts["lines"][0]["text"] == "Part of invoice WF2026-00001"


def test_the_snapshot_is_what_was_hashed(issuer: Issuer) -> None:
    invoice = issue(make_line(treatment=decide(make_business(), vies=make_check())), buyer=make_business())
    assert json.loads(invoice.snapshot)["number"] == invoice.number
    assert len({invoice.facts["salt"], issue().facts["salt"]}) == 2
