"""A calendar address opens what its owner may see, for whoever reads it, and nothing once it was taken away."""

from collections.abc import Iterable

import pytest

from courses.sessions.calendar_addresses import make_address, remove_address, show_address
from members.accounts.models import User
from tests.visiting import Client

from .canaries import EDITOR, LEGAL, MEMBER, VISITOR
from .gated_site import make_gated_site
from .people import make_people
from .reading import read_all

pytestmark = pytest.mark.django_db


def list_calendars(people: Iterable[tuple[str, User | None]]) -> dict[str, str]:
    """A new address of each person with an account."""
    return {
        name: show_address(make_address(person=person)).removeprefix("http://testserver")
        for name, person in people
        if person
    }


def find_words(client: Client, calendars: dict[str, str], words: list[str]) -> dict[str, list[str]]:
    """Which of the words each calendar holds. Lines are folded after 75 bytes (RFC 5545 §3.1)."""
    read = read_all(client, calendars.values())
    texts = {name: read[address].replace("\r\n ", "") for name, address in calendars.items()}
    return {name: [word for word in words if word in text] for name, text in texts.items()}


def test_only_the_calendar_of_who_has_a_seat_says_how_to_join() -> None:
    site = make_gated_site()
    people = make_people(site)
    former = list_calendars(people.items())
    calendars = list_calendars(people.items())
    words = site.find_private()
    expected = dict.fromkeys(calendars, []) | {MEMBER: ["kanarielinkgeel", "kanariejoininggeel"]}
    for reader in (VISITOR, EDITOR, LEGAL):  # a calendar program is nobody; a colleague sees no more in it
        client = Client()
        if people[reader]:
            client.force_login(people[reader])
        assert {name: sorted(found) for name, found in find_words(client, calendars, words).items()} == {
            name: sorted(found) for name, found in expected.items()
        }
    assert find_words(Client(), former, [*words, "VCALENDAR"]) == dict.fromkeys(former, [])
    for person in filter(None, people.values()):
        remove_address(person=person)
    assert find_words(Client(), calendars, [*words, "VCALENDAR"]) == dict.fromkeys(calendars, [])
    assert {Client().head(address).status_code for address in calendars.values()} == {404}


def test_a_calendar_whose_owner_left_is_shut() -> None:
    people = make_people(site := make_gated_site())
    calendars = list_calendars([(MEMBER, people[MEMBER])])
    User.objects.filter(pk=people[MEMBER].pk).update(is_active=False)
    assert find_words(Client(), calendars, [*site.find_private(), "VCALENDAR"]) == {MEMBER: []}
