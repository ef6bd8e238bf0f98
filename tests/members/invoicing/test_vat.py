"""Which VAT a buyer pays: by who they are, where they are, what they buy and when."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from members.invoicing.models import VatCheck
from members.invoicing.vat import SupplyKind, VatTreatment, decide_vat, price_for
from members.invoicing.vat.rates import RateUnknown, find_rate, read_rates
from tests.factories.invoices import BELGIAN, make_business, make_buyer

LIVE, ELECTRONIC = SupplyKind.LIVE_TEACHING, SupplyKind.ELECTRONIC_SERVICE
DAY = date(2026, 11, 23)
MEMBER_STATES = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())  # noqa: SIM905


def make_switches(*, recognised: bool = False, oss: bool = False) -> SimpleNamespace:
    return SimpleNamespace(is_recognised_training_provider=recognised, uses_oss=oss)


def decide(buyer=None, kind=ELECTRONIC, on=DAY, vies=None, **switches: bool) -> VatTreatment:
    return decide_vat(issuer=make_switches(**switches), buyer=buyer or make_buyer(), kind=kind, on=on, vies=vies)


def confirm(number: str = BELGIAN, outcome: str = "valid") -> VatCheck:
    country = number[:2].replace("EL", "GR")
    return VatCheck(number=number, country=country, outcome=outcome, at=datetime(2026, 11, 23, 11, tzinfo=UTC))


def summarise(treatment: VatTreatment) -> tuple[str, int, str]:
    return str(treatment.category), treatment.rate, treatment.country


@pytest.mark.parametrize("kind", SupplyKind)
def test_a_consumer_in_the_netherlands_pays_dutch_vat(kind: SupplyKind) -> None:
    assert summarise(decide(kind=kind)) == ("S", 2100, "NL")


def test_a_dutch_business_pays_dutch_vat_also_when_vies_knows_it() -> None:
    buyer = make_business(country="NL", vat_number="NL004495445B01")
    assert summarise(decide(buyer, vies=confirm("NL004495445B01"))) == ("S", 2100, "NL")


@pytest.mark.parametrize("kind", SupplyKind)
def test_a_business_elsewhere_in_the_eu_whose_number_is_valid_declares_the_vat_itself(kind: SupplyKind) -> None:
    treatment = decide(make_business(), kind, vies=confirm(), recognised=True, oss=True)
    assert summarise(treatment) == ("AE", 0, "BE")
    assert treatment.reason_code == "VATEX-EU-AE"
    assert treatment.reason == "Btw verlegd"


def test_a_greek_number_begins_with_el_and_its_country_is_gr() -> None:
    buyer = make_business(country="GR", vat_number="GR 094259216")
    assert summarise(decide(buyer, vies=confirm("EL094259216"))) == ("AE", 0, "GR")


@pytest.mark.parametrize(
    ("number", "outcome"),
    [(BELGIAN, "invalid"), (BELGIAN, "unavailable"), ("DE136695976", "valid"), ("BE0403019261", "valid")],
)
def test_a_business_whose_own_number_is_not_confirmed_pays_vat_like_a_consumer(number: str, outcome: str) -> None:
    assert summarise(decide(make_business(), vies=confirm(number, outcome))) == ("S", 2100, "NL")
    assert summarise(decide(make_business(), vies=confirm(number, outcome), oss=True)) == ("S", 2100, "BE")


def test_nobody_asked_vies_and_the_business_pays_vat() -> None:
    assert summarise(decide(make_business())) == ("S", 2100, "NL")


def test_a_consumer_elsewhere_in_the_eu_pays_dutch_vat_until_we_use_the_one_stop_shop() -> None:
    buyer = make_buyer(country="DE")
    assert summarise(decide(buyer)) == ("S", 2100, "NL")
    treatment = decide(buyer, oss=True)
    assert summarise(treatment) == ("S", 1900, "DE")
    assert (treatment.code, treatment.wording) == ("OSS", "19% btw (Duitsland)")


@pytest.mark.parametrize(("day", "rate"), [("2025-06-30", 2200), ("2025-07-01", 2400), ("2023-12-31", 2000)])
def test_the_rate_is_that_of_the_day(day: str, rate: int) -> None:
    assert decide(make_buyer(country="EE"), on=date.fromisoformat(day), oss=True).rate == rate


def test_teaching_by_a_recognised_provider_is_exempt_and_a_recording_is_not() -> None:
    treatment = decide(kind=LIVE, recognised=True)
    assert summarise(treatment) == ("E", 0, "NL")
    assert treatment.reason_code == "VATEX-EU-132-1I"
    assert "artikel 11, lid 1, letter o" in treatment.reason
    assert summarise(decide(kind=ELECTRONIC, recognised=True)) == ("S", 2100, "NL")


def test_the_exemption_is_dutch_so_it_does_not_hold_where_another_country_taxes() -> None:
    buyer = make_buyer(country="FI")
    assert summarise(decide(buyer, LIVE, recognised=True)) == ("E", 0, "NL")
    assert summarise(decide(buyer, LIVE, recognised=True, oss=True)) == ("S", 2550, "FI")


@pytest.mark.parametrize("buyer", [make_buyer(country="US"), make_business(country="GB", vat_number="GB980780684")])
def test_whoever_is_outside_the_eu_pays_no_vat_of_the_eu(buyer) -> None:
    treatment = decide(buyer, LIVE, recognised=True, oss=True, vies=confirm())
    assert summarise(treatment) == ("O", 0, buyer.country)
    assert treatment.reason_code == "VATEX-EU-O"


def test_the_price_shown_holds_except_where_no_dutch_vat_is_due() -> None:
    prices = {
        "S": decide(),
        "OSS": decide(make_buyer(country="HU"), oss=True),
        "E": decide(kind=LIVE, recognised=True),
        "AE": decide(make_business(), vies=confirm()),
        "O": decide(make_buyer(country="US")),
    }
    assert {code: treatment.code for code, treatment in prices.items()} == {code: code for code in prices}
    found = {code: price_for(treatment, 2500) for code, treatment in prices.items()}
    assert found == {"S": 2500, "OSS": 2500, "E": 2500, "AE": 2066, "O": 2066}


def test_an_english_reader_reads_the_treatment_in_english() -> None:
    finnish = decide(make_buyer(country="FI"), oss=True)
    with translation.override("en"):
        assert finnish.wording == "25.5% VAT (Finland)"
        assert decide(make_business(), vies=confirm()).reason == "Reverse charge"
    assert finnish.wording == "25,5% btw (Finland)"


def test_every_member_state_has_a_rate_that_the_directive_allows() -> None:
    assert set(read_rates()) == MEMBER_STATES
    for country in MEMBER_STATES:
        assert 1500 <= find_rate(country, DAY) <= 2700  # art. 97: at least 15 %


def test_a_day_before_the_table_begins_is_refused() -> None:
    with pytest.raises(RateUnknown):
        decide(make_buyer(country="EE"), on=date(2021, 6, 30), oss=True)
