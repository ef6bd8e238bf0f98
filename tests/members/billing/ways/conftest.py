"""After every one of these tests: all access follows from the money and from nothing else."""

from collections.abc import Iterator

import pytest

from members.billing.granting import compare_grants
from members.billing.sandbox.running import Sandbox
from tests.conftest import is_transactional


@pytest.fixture(autouse=True)
def nothing_but_what_follows_from_the_money(provider: Sandbox) -> Iterator[None]:
    yield
    assert list(compare_grants()) == []


@pytest.fixture(autouse=True)
def mails_that_are_sent(request: pytest.FixtureRequest) -> None:
    if not is_transactional(request.node):
        request.getfixturevalue("with_mails")
