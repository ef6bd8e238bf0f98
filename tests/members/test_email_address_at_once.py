"""Clicks on links about addresses at the same moment: one of them counts, and the others are told so."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from members.accounts.changing_address import ask_for_change, make_link
from members.accounts.models import AddressChange, User
from tests.factories.accounts import make_member
from tests.same_moment import run_at_once
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "nieuw@anders.example"


def click(*people: User) -> tuple[int, int]:
    """How many browsers, each with its person's own session, were told that the address changed, and how many not:
    the link is broken, or the change had ended this session before it was read."""
    acts = []
    for person in people:
        browser = Client()
        browser.force_login(person)
        acts.append(partial(browser.post, make_link(person.address_change)))
    responses = run_at_once(acts)
    assert {response.status_code for response in responses} <= {302, 400}
    changed = sum(response.headers.get("Location") == reverse("accounts:email") for response in responses)
    return changed, len(people) - changed


def test_two_clicks_of_one_member_change_the_address_once() -> None:
    person = make_member()
    ask_for_change(person=person, email=NEW)
    mail.outbox.clear()
    assert click(person, person) == (1, 1)
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert [message.to for message in mail.outbox] == [["sanne@voorbeeld.example"], [NEW]]


def test_of_two_members_who_want_the_same_address_one_gets_it() -> None:
    people = [make_member(), make_member("joost@voorbeeld.example")]
    for person in people:
        ask_for_change(person=person, email=NEW)
    assert click(*people) == (1, 1)
    assert User.objects.filter(email=NEW).count() == 1
    assert EmailAddress.objects.filter(verified=True).count() == 2


def test_somebody_who_asks_twice_at_the_same_moment_has_one_wish() -> None:
    person = make_member()
    wishes = run_at_once([partial(ask_for_change, person=person, email=email) for email in (NEW, f"x{NEW}")])
    (kept,) = AddressChange.objects.all()
    assert kept.pk == max(wish.pk for wish in wishes)
