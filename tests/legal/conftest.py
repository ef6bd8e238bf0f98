import pytest

from tests.factories.people import make_colleague
from tests.visiting import Client


@pytest.fixture
def legal(client: Client) -> Client:
    """The browser of a colleague of the legal team."""
    client.force_login(make_colleague("Legal"))
    return client
