"""Revenue, memberships and churn of each month, and the charts of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from legal.statements.reports.bars import draw_chart
from members.billing.administration.figures import Month, list_months
from tests.factories.invoices import credit, fill_in_issuer, issue, make_line
from tests.factories.offers import make_membership
from tests.factories.orders import make_member_since
from tests.factories.people import make_person
from tests.reading import read_page

from .office import SALES, enter_office

PAGE = f"{SALES}cijfers/"


@pytest.fixture
def _in_march(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 3, 10, 11, tzinfo=UTC))


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_march")
def test_without_sales_there_is_a_table_of_twelve_empty_months_and_no_chart() -> None:
    months = list_months()
    assert (months[0].first, months[-1].first, len(months)) == (date(2025, 4, 1), date(2026, 3, 1), 12)
    assert {(month.gross, month.running, month.churn) for month in months} == {(0, 0, None)}
    page = read_page(enter_office(), PAGE)
    assert "niets verkocht" in page and "<rect" not in page and "april 2025" in page


@pytest.mark.django_db
def test_invoices_count_and_credit_notes_count_against_them(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 1, 31, 22, 59, tzinfo=UTC))
    fill_in_issuer()
    invoice = issue(make_line(12100))
    time_machine.move_to(datetime(2026, 3, 10, 11, tzinfo=UTC))
    issue(make_line(2420))
    credit(invoice, 6050)
    sums = {month.first.month: (month.net, month.vat, month.gross) for month in list_months() if month.gross}
    assert sums == {1: (10000, 2100, 12100), 3: (-3000, -630, -3630)}
    page = read_page(enter_office(), PAGE).replace("\u00a0", " ")
    assert "−€ 30,00" in page and "€ 121,00" in page
    assert page.count("<rect") == 24 and "style=" not in re.findall(r"<svg.*?</svg>", page, re.S)[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_march")
def test_churn_is_the_part_of_those_that_ran_when_the_month_began(django_assert_num_queries: Any) -> None:
    offer, person = make_membership(), make_person()
    lives = [
        ("2025-12-31", None),
        ("2026-01-15", "2026-02-01"),  # ran until the eve: it stops in February
        ("2026-01-20", "2026-02-28"),
        ("2026-01-31", None),
        ("2026-02-03", "2026-02-20"),  # began and stopped in one month: no churn
        ("2026-03-10", None),
        ("2026-02-28", "2026-03-11"),  # tomorrow: not yet
    ]
    for start, end in lives:
        make_member_since(offer, person, date.fromisoformat(start), date.fromisoformat(end) if end else None)
    with django_assert_num_queries(2):
        january, february, march = list_months()[-3:]
    assert (january.begun, january.stopped, january.running_before, january.running) == (3, 0, 1, 4)
    assert (february.begun, february.stopped, february.lost, february.running) == (2, 3, 2, 3)
    assert (february.running_before, february.churn) == (4, Decimal("50.0"))
    assert (march.begun, march.stopped, march.running, march.churn) == (1, 0, 4, Decimal("0.0"))
    assert "50%" in read_page(enter_office(), PAGE)


def test_churn_has_one_decimal() -> None:
    assert Month(date(2026, 3, 1), lost=1, running_before=3).churn == Decimal("33.3")


@pytest.mark.parametrize(
    ("values", "ticks"),
    [([0], [0, 1]), ([7], [0, 2, 4, 6, 8]), ([-3, 5], [-4, -2, 0, 2, 4, 6]), ([0, 0, 40], [0, 10, 20, 30, 40])],
)
def test_an_axis_holds_zero_and_all_values(values: list[int], ticks: list[int]) -> None:
    chart = draw_chart(values)
    assert [tick.value for tick in chart.upward] == ticks
    assert all(bar.height >= 0 and 0 <= bar.y <= chart.floor for bar in chart.bars)


def test_a_bar_of_a_negative_number_hangs_from_the_line_of_zero() -> None:
    down, up = draw_chart([-200, 300], unit=100).bars
    assert down.y == pytest.approx(up.y + up.height)
