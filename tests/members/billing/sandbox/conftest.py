"""A sandbox for each test, and Mollie's own client to ask it with."""

from collections.abc import Iterator

import pytest
from mollie.api.client import Client

from members.billing.sandbox.running import Sandbox
from tests.members.billing.sandbox.asking import make_client
from tests.members.billing.sandbox.shop import Shop, running_shop


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture
def mollie(sandbox: Sandbox) -> Client:
    return make_client(sandbox)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running_shop() as shop:
        yield shop
