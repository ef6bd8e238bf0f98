import pytest

from members.invoicing.issuer import Issuer
from tests.factories.invoices import fill_in_issuer


@pytest.fixture
def issuer(db: None) -> Issuer:
    """Somebody who may sell: without, nothing can be invoiced."""
    return fill_in_issuer()
