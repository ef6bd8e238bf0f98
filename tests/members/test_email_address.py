"""Another address for one's account: only after it was confirmed, and never one that is somebody else's."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from members.accounts.models import User
from tests.factories.accounts import log_in, make_member
from tests.factories.people import make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/account/email/"
NEW = "sanne@anders.example"


@pytest.fixture
def member(client: Client) -> User:
    person = make_member()
    log_in(client)
    return person


def add(client: Client, email: str = NEW):
    return client.post(ADDRESS, {"action_add": "1", "email": email})


def confirm(client: Client) -> None:
    found = re.search(r"http://testserver(\S+/confirm-email/\S+)", mail.outbox[-1].body)
    assert found
    client.post(found[1])


def choose(client: Client, email: str = NEW):
    return client.post(ADDRESS, {"action_primary": "1", "email": email}, follow=True)


def test_a_member_moves_to_another_address_once_it_is_confirmed(client, member) -> None:
    assert add(client).status_code == 302
    assert mail.outbox[-1].to == [NEW]
    choose(client)
    assert User.objects.get().email == "sanne@voorbeeld.example"
    confirm(client)
    assert choose(client).status_code == 200
    assert User.objects.get().email == NEW
    assert log_in(Client(), NEW).status_code == 302


@pytest.mark.parametrize("make", [make_person, make_member], ids=["never confirmed", "confirmed"])
def test_the_address_of_another_account_cannot_be_taken(client, member, make) -> None:
    make(NEW)
    add(client)
    confirm(client)
    assert choose(client).status_code == 200
    assert User.objects.get(pk=member.pk).email == "sanne@voorbeeld.example"
    assert not EmailAddress.objects.filter(user=member, email=NEW, verified=True).exists()


def test_a_member_cannot_remove_the_address_they_log_in_with(client, member) -> None:
    client.post(ADDRESS, {"action_remove": "1", "email": member.email})
    assert EmailAddress.objects.get().email == member.email


def test_an_address_may_not_be_longer_than_the_table_holds(client, member) -> None:
    response = add(client, "n" * 240 + "@voorbeeld.example")
    assert response.status_code == 422
    assert "niet meer dan 254 tekens" in response.content.decode()
    assert EmailAddress.objects.count() == 1


@pytest.mark.parametrize("email", ["", "sanne", "sa\0nne@anders.example", "sanne@voorbeeld.example"])
def test_a_wrong_address_gets_a_message_at_the_field(client, member, email: str) -> None:
    response = add(client, email)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert mail.outbox == []
