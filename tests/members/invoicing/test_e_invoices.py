"""The XML inside the PDF and the UBL beside it keep to the official rules, for every kind of sale."""

import pytest

from members.invoicing.documents.cii import write_cii
from members.invoicing.documents.ubl import write_ubl
from tests.factories.invoices import fill_in_issuer

from .cases import CASES, sell_to_consumer
from .official_rules import CII_RULES, UBL_RULES, list_broken_rules, list_faults_of_cii, list_faults_of_ubl

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _somebody_sells() -> None:
    fill_in_issuer()


@pytest.mark.parametrize("case", CASES)
def test_both_forms_keep_to_the_official_rules(case: str) -> None:
    facts = CASES[case]().facts
    assert list_faults_of_cii(write_cii(facts)) == []
    assert list_faults_of_ubl(write_ubl(facts)) == []


def test_a_total_that_somebody_changed_breaks_the_rules() -> None:
    facts = sell_to_consumer().facts
    cii = write_cii(facts).replace(b"GrandTotalAmount>25.00", b"GrandTotalAmount>25.01")
    ubl = write_ubl(facts).replace(
        b'TaxInclusiveAmount currencyID="EUR">25.00', b'TaxInclusiveAmount currencyID="EUR">25.01'
    )
    assert any("BR-CO-15" in fault for fault in list_broken_rules(cii, CII_RULES))
    assert any("BR-CO-15" in fault for fault in list_broken_rules(ubl, UBL_RULES))
