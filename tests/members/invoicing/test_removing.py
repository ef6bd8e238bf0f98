"""Invoices are kept seven years from the end of their book year, and then they go: all of that year, at once."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from legal.ledger import append_only
from members.invoicing.due import WORK
from members.invoicing.issuer import Issuer
from members.invoicing.models import BookEntry, Invoice, InvoiceMail, InvoiceOwner, RemovedYear
from members.invoicing.removing import find_last_day, remove_old_years, remove_year
from tests.factories.invoices import credit, issue
from tests.factories.people import make_person
from tests.legal.tampering import list_faults

from .cases import sell_exempt_and_taxed, sell_through_oss

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(issuer: Issuer, time_machine) -> Invoice:
    """Two invoices and a credit note of 2018; in 2019 a credit note for one of them."""
    time_machine.move_to("2018-06-01 12:00:00+02:00")
    invoice = issue(account=make_person())
    credit(invoice, 1000)
    sell_exempt_and_taxed()
    time_machine.move_to("2019-02-01 12:00:00+01:00")
    credit(invoice, 500)
    return invoice


def list_numbers() -> list[str]:
    return list(Invoice.objects.order_by("entry__leaf_id").values_list("entry__number", flat=True))


def run_due() -> None:
    assert list(remove_old_years()) == []


def test_until_the_last_day_of_the_seventh_year_everything_is_there(old: Invoice, time_machine) -> None:
    assert find_last_day("WF", 2018) == date(2025, 12, 31)
    time_machine.move_to("2025-12-31 23:59:00+01:00")
    run_due()
    assert list_numbers() == ["WF2018-00001", "WF2018-00002", "WF2018-00003", "WF2019-00001"]


def test_on_the_day_after_that_year_is_gone_and_its_sums_are_left(old: Invoice, time_machine) -> None:
    last = BookEntry.objects.get(number="WF2018-00003")
    time_machine.move_to("2026-01-01 00:01:00+01:00")
    run_due()
    assert list_numbers() == ["WF2019-00001"]
    removed = RemovedYear.objects.get()
    assert (removed.series, removed.year, removed.last_number) == ("WF", 2018, 3)
    assert removed.last_sha256 == last.sha256
    taxed, exempt = sorted(removed.totals, key=lambda total: total["code"], reverse=True)
    assert taxed == {
        "code": "S",
        "rate": 2100,
        "country": "NL",
        "invoices": 2,
        "credit_notes": 1,
        "net": 2066 - 826 + 4131,
        "vat": 434 - 174 + 868,
    }
    assert (exempt["code"], exempt["net"], exempt["vat"]) == ("E", 19900, 0)


def test_nothing_of_anybody_is_left(old: Invoice, time_machine) -> None:
    time_machine.move_to("2027-01-01 12:00:00+01:00")
    run_due()
    rows = [BookEntry.objects.values(), RemovedYear.objects.values(), InvoiceOwner.objects.values()]
    assert "Kim" not in json.dumps([list(one) for one in rows], default=str)
    assert (Invoice.objects.count(), InvoiceMail.objects.count(), InvoiceOwner.objects.count()) == (0, 0, 0)


def test_the_book_still_adds_up_and_still_refuses_changes(old: Invoice, time_machine) -> None:
    time_machine.move_to("2026-01-01 12:00:00+01:00")
    run_due()
    run_due()
    assert list_faults() == []
    assert append_only.list_missing(connection) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.all()._raw_delete("default")
    assert list_numbers() == ["WF2019-00001"]


def test_numbers_go_on_after_it(old: Invoice, time_machine) -> None:
    time_machine.move_to("2026-01-01 12:00:00+01:00")
    run_due()
    assert issue().number == "WF2026-00001"
    assert list_faults() == []


def test_what_was_declared_through_the_one_stop_shop_is_kept_ten_years(issuer: Issuer, time_machine) -> None:
    time_machine.move_to("2022-06-01 12:00:00+02:00")
    sell_through_oss()
    issue()
    time_machine.move_to("2030-01-01 12:00:00+01:00")
    run_due()
    assert list_numbers() == ["WFOSS2022-00001"]
    time_machine.move_to("2033-01-01 12:00:00+01:00")
    run_due()
    assert list_numbers() == []


def test_a_removal_that_fails_leaves_everything_and_the_guards(old: Invoice, time_machine, monkeypatch) -> None:
    time_machine.move_to("2026-01-01 12:00:00+01:00")
    RemovedYear.objects.create(
        series="WF", year=2018, last_number=3, last_sha256="x", totals=[], removed_on=date(2026, 1, 1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        remove_year("WF", 2018)
    assert len(list_numbers()) == 4
    assert append_only.list_missing(connection) == []


def test_guards_that_were_lifted_stand_again_when_the_act_fails(old: Invoice) -> None:
    with pytest.raises(ZeroDivisionError), append_only.lifted(connection, "invoicing_invoice"):
        Invoice.objects.filter(entry__year=2018, kind="credit_note").update(language="en")
        raise ZeroDivisionError
    assert append_only.list_missing(connection) == []
    assert set(Invoice.objects.values_list("language", flat=True)) == {"nl"}


def test_run_due_does_it(old: Invoice) -> None:
    assert remove_old_years in WORK
