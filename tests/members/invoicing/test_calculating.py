"""The sums of an invoice are what was paid, to the cent, for whatever is bought."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from members.invoicing.calculating import CALCULATION_VERSION, Calculation, calculate
from members.invoicing.crediting import OpenSum, spread_credit
from members.invoicing.lines import Line, WrongLine
from members.invoicing.snapshots import write_unit_price
from members.invoicing.vat import Category, SupplyKind, VatTreatment

DAY = date(2026, 11, 23)
DUTCH = VatTreatment(Category.STANDARD, 2100, "NL", 2100)
EXEMPT = VatTreatment(Category.EXEMPT, 0, "NL", 2100, "VATEX-EU-132-1I")
REVERSED = VatTreatment(Category.REVERSE_CHARGE, 0, "BE", 2100, "VATEX-EU-AE")
TREATMENTS = [DUTCH, EXEMPT, *(VatTreatment(Category.STANDARD, rate, "XX", 2100) for rate in (1600, 1900, 2550, 2700))]


def make_line(cents: int, treatment: VatTreatment = DUTCH, quantity: int = 1, discount: int = 0) -> Line:
    return Line(
        text="Cursus",
        quantity=quantity,
        unit_gross_cents=cents,
        discount_cents=discount,
        kind=SupplyKind.ELECTRONIC_SERVICE,
        period_start=DAY,
        period_end=DAY,
        treatment=treatment,
    )


@st.composite
def lines_of_a_sale(draw: st.DrawFn) -> list[Line]:
    found = []
    for _ in range(draw(st.integers(1, 12))):
        cents, quantity = draw(st.integers(0, 100_000)), draw(st.integers(1, 40))
        discount = draw(st.sampled_from([0, cents * quantity, cents * quantity // 3]))
        found.append(make_line(cents, draw(st.sampled_from([*TREATMENTS, REVERSED])), quantity, discount))
    return found


def round_vat(net: int, rate: int) -> int:
    """As EN 16931 BR-CO-17 has it: half a cent up."""
    return (2 * net * rate + 10_000) // 20_000


@given(lines_of_a_sale())
@example([make_line(1) for _ in range(10)])  # nets of a cent each, and eight cents together
@example([make_line(3)])
def test_net_and_vat_are_what_is_owed_to_the_cent(lines: list[Line]) -> None:
    made = calculate(lines)
    assert made.total == made.net + made.vat == sum(line.payable_cents for line in lines)
    assert sum(line.net for line in made.lines) == made.net
    assert all(line.net >= 0 and line.discount >= 0 for line in made.lines)
    for one in made.sums:
        assert one.net >= 0
        assert abs(one.vat - round_vat(one.net, one.treatment.rate)) <= 1


@given(st.integers(0, 10**9), st.sampled_from(TREATMENTS))
def test_vat_is_net_times_rate_whenever_some_net_gives_that_total(net: int, treatment: VatTreatment) -> None:
    gross = net + round_vat(net, treatment.rate)
    (one,) = calculate([make_line(gross, treatment)]).sums
    assert (one.net, one.vat) == (net, round_vat(net, treatment.rate))


@given(st.integers(0, 10**7), st.integers(1, 9999))
def test_the_unit_price_times_the_quantity_is_the_net_of_the_line(cents: int, quantity: int) -> None:
    written = write_unit_price(cents, quantity)
    assert len(written.split(".")[1]) >= 2
    assert round(float(written) * quantity * 100) == cents


def summarise(made: Calculation) -> list[tuple[int, int]]:
    return [(one.net, one.vat) for one in made.sums]


@pytest.mark.parametrize(
    ("cents", "sums"),
    [
        (2500, (2066, 434)),
        (121, (100, 21)),
        (3, (2, 1)),
        (1, (1, 0)),
        (0, (0, 0)),
        (1_210_000, (1_000_000, 210_000)),
    ],
)
def test_dutch_vat_is_taken_out_of_the_price(cents: int, sums: tuple[int, int]) -> None:
    assert summarise(calculate([make_line(cents)])) == [sums]


def test_each_treatment_has_a_sum_of_its_own() -> None:
    made = calculate([make_line(2500), make_line(19900, EXEMPT), make_line(2500)])
    assert summarise(made) == [(4132, 868), (19900, 0)]


def test_a_business_abroad_pays_the_price_without_our_vat_for_the_whole_line_at_once() -> None:
    line = make_line(1999, REVERSED, quantity=25)
    assert line.payable_cents == 41302  # 499,75 ÷ 1,21, and not 25 × 16,52
    assert summarise(calculate([line])) == [(41302, 0)]


def test_a_discount_is_shown_without_vat_too() -> None:
    (line,) = calculate([make_line(4900, discount=980)]).lines
    assert (line.before_discount, line.discount, line.net) == (4050, 810, 3240)


@pytest.mark.parametrize(
    "wrong", [{"quantity": 0}, {"cents": -1}, {"discount": 101}, {"discount": -1}], ids=lambda wrong: str(wrong)
)
def test_a_line_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(WrongLine):
        make_line(**{"cents": 100} | wrong)


def test_the_rule_has_a_number() -> None:
    assert CALCULATION_VERSION == 1


@given(lines_of_a_sale(), st.data())
def test_credit_notes_together_take_back_exactly_what_was_sold(lines: list[Line], data: st.DataObject) -> None:
    sold = calculate(lines).sums
    credited = [(0, 0)] * len(sold)
    left = sum(one.net + one.vat for one in sold)
    while left:
        amount = data.draw(st.one_of(st.just(left), st.integers(1, left)))
        sums = [OpenSum(one.treatment.rate, one.net, one.vat, sum(credited[place])) for place, one in enumerate(sold)]
        shares = spread_credit(sums, amount)
        assert sum(shares) == amount
        for place, (one, share) in enumerate(zip(sums, shares, strict=True)):
            net, vat = one.credit(share)
            assert 0 <= net <= share
            assert vat >= 0
            credited[place] = (credited[place][0] + net, credited[place][1] + vat)
        left -= amount
    assert credited == [(one.net, one.vat) for one in sold]
