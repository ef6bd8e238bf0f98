"""Clicks on links about addresses at the same moment: one of them counts, and the others are told so."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from members.accounts.changing_address import ask_for_change, make_link
from members.accounts.models import AddressChange, User
from tests.factories.accounts import make_member
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "nieuw@anders.example"


def click(*people: User) -> list[int]:
    """The statuses that each person's own browser gets for the link to the new address."""
    acts = []
    for person in people:
        browser = Client()
        browser.force_login(person)
        acts.append(partial(browser.post, make_link(person.address_change)))
    return sorted(response.status_code for response in run_at_once(acts))


def test_two_clicks_of_one_member_change_the_address_once() -> None:
    person = make_member()
    ask_for_change(person=person, email=NEW)
    mail.outbox.clear()
    assert click(person, person) == [302, 400]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert [message.to for message in mail.outbox] == [["sanne@voorbeeld.example"], [NEW]]


def test_of_two_members_who_want_the_same_address_one_gets_it() -> None:
    people = [make_member(), make_member("joost@voorbeeld.example")]
    for person in people:
        ask_for_change(person=person, email=NEW)
    assert click(*people) == [302, 400]
    assert User.objects.filter(email=NEW).count() == 1
    assert EmailAddress.objects.filter(verified=True).count() == 2


def test_somebody_who_asks_twice_at_the_same_moment_has_one_wish() -> None:
    person = make_member()
    wishes = run_at_once([partial(ask_for_change, person=person, email=email) for email in (NEW, f"x{NEW}")])
    (kept,) = AddressChange.objects.all()
    assert kept.pk == max(wish.pk for wish in wishes)
