"""A provider that another process can ask, and the process that is killed."""

from collections.abc import Iterator
from typing import Any

import pytest

from members.billing.sandbox.running import Sandbox
from tests.members.billing.conftest import send_to_site
from tests.members.billing.killing.workers import Worker


@pytest.fixture
def provider(settings: Any, transactional_db: None) -> Iterator[Sandbox]:
    with Sandbox.start(post=send_to_site) as sandbox:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = sandbox.address, sandbox.key
        yield sandbox


@pytest.fixture(scope="package")
def worker(django_db_setup: None) -> Iterator[Worker]:
    with Worker.start() as started:
        yield started
