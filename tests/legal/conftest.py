import pytest
from django.test import Client

from tests.factories.people import make_colleague


@pytest.fixture
def legal(client: Client) -> Client:
    """The browser of a colleague of the legal team."""
    client.force_login(make_colleague("Legal"))
    return client
