"""An editor at work in the admin."""

import pytest

from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.visiting import Client


@pytest.fixture
def editor(client: Client) -> User:
    person = make_colleague("Editors")
    client.force_login(person)
    return person
