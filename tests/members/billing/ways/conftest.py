"""After every one of these tests: all access follows from the money and from nothing else."""

from collections.abc import Iterator

import pytest

from members.billing.granting import recompute_grants
from members.billing.sandbox.running import Sandbox


@pytest.fixture(autouse=True)
def nothing_but_what_follows_from_the_money(provider: Sandbox) -> Iterator[None]:
    yield
    assert list(recompute_grants()) == []
