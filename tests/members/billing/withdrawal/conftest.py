"""Somebody is filled in who sells: else nothing is."""

import pytest

from tests.factories.invoices import fill_in_issuer


@pytest.fixture(autouse=True)
def _seller(db: None) -> None:
    fill_in_issuer()
