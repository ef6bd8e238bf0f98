"""A Mollie of this machine for each test, which sends its webhooks to the site."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from members.billing.sandbox.running import Sandbox
from tests.factories.invoices import fill_in_issuer
from tests.visiting import Client


def send_to_site(url: str, payment_id: str) -> int:
    """As Mollie posts its webhooks."""
    return Client().post(urlsplit(url).path, {"id": payment_id}).status_code


@pytest.fixture(autouse=True)
def _somebody_sells(request: pytest.FixtureRequest) -> None:
    """Nothing can be sold until it is known by whom."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        fill_in_issuer()


@pytest.fixture
def provider(settings: Any, db: None) -> Iterator[Sandbox]:
    with Sandbox.start(post=send_to_site) as sandbox:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = sandbox.address, sandbox.key
        yield sandbox
