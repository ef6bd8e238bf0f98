"""Many sales at the same moment: every number once, none left out, whatever fails."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from members.invoicing.closing import MoreThanIsLeft, NothingLeftToCredit
from members.invoicing.models import BookEntry, Invoice
from tests.factories.invoices import credit, fill_in_issuer, issue
from tests.legal.tampering import list_faults
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)

SALES = 50


@pytest.fixture(autouse=True)
def _somebody_sells(db: None) -> None:
    fill_in_issuer()


class Failed(Exception):
    pass


def sell(number: int) -> str:
    """Every third payment fails after its invoice was made."""
    try:
        with transaction.atomic():
            invoice = issue()
            if number % 3 == 0:
                raise Failed
            return invoice.number
    except Failed:
        return ""


def list_numbers() -> list[str]:
    return list(BookEntry.objects.order_by("sequence").values_list("number", flat=True))


def test_fifty_sales_at_once_of_which_a_third_fails_leave_no_gap() -> None:
    given = run_at_once([lambda number=number: sell(number) for number in range(SALES)])
    kept = sorted(number for number in given if number)
    assert len(kept) == SALES - 17
    assert kept == list_numbers() == [f"WF2026-{number:05}" for number in range(1, len(kept) + 1)]
    assert list_faults() == []


def test_the_same_sale_told_by_eight_at_once_is_one_invoice() -> None:
    origin = uuid4()
    invoices = run_at_once([lambda: issue(origin=origin)] * 8)
    assert {invoice.pk for invoice in invoices} == {Invoice.objects.get().pk}
    assert list_numbers() == ["WF2026-00001"]


def take_back(invoice: Invoice, cents: int, origin: UUID) -> Any:
    try:
        return credit(invoice, cents, origin=origin)
    except (MoreThanIsLeft, NothingLeftToCredit) as refusal:
        return refusal


def test_refunds_at_once_never_take_back_more_than_was_paid() -> None:
    invoice = issue()
    found = run_at_once([lambda: take_back(invoice, 1000, uuid4())] * 6)
    notes = [one for one in found if isinstance(one, Invoice)]
    assert len(notes) == 2
    assert sum(note.total_cents for note in notes) == 2000
    assert list_faults() == []
