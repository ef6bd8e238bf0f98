"""/account/afspraken/: a member sees the cookie choices that they made while logged in, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legal.cookies.models import CookieChoice
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.factories.people import make_person
from tests.reading import read_text
from tests.visiting import Client

from .choosing_cookies import choose

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/account/afspraken/"


@pytest.fixture
def member(client: Client, time_machine) -> Client:
    time_machine.move_to("2026-11-23 14:05+01:00", tick=False)
    declare_purpose()
    publish_cookie_page()
    client.force_login(make_person())
    return client


def test_a_member_reads_what_they_chose_when_under_which_number_and_on_which_words(member: Client) -> None:
    choose(member, "choose", groups=["statistics"])
    text = read_text(member.get(ADDRESS))
    (choice,) = CookieChoice.objects.all()
    for words in (
        "Toestemming gegeven Anoniem meetellen: geaccepteerd Video’s van buiten: geweigerd",
        "De tekst die je las Mogen we deze cookies gebruiken?",
        "Filmhuis B.V.",
        f"23 november 2026 14:05 {choice.pk}",
    ):
        assert words in text, words
    assert 'href="/cookies/keuze/">Verander je keuze of trek hem in</a>' in member.get(ADDRESS).content.decode()


def test_what_others_chose_and_what_they_chose_themselves_without_logging_in_stays_out(member: Client) -> None:
    choose(Client(), "accept")
    other = Client()
    other.force_login(make_person("bo@voorbeeld.example"))
    choose(other, "refuse")
    text = read_text(member.get(ADDRESS))
    assert "Je koos nog niets over cookies terwijl je was ingelogd." in text
    assert not any(str(choice.pk) in text for choice in CookieChoice.objects.all())


def test_many_choices_cost_no_more_questions_and_only_the_newest_are_shown(member: Client) -> None:
    choose(member, "accept")
    with CaptureQueriesContext(connection) as few:
        member.get(ADDRESS)
    for number in range(21):
        choose(member, ("refuse", "accept")[number % 2])
    with CaptureQueriesContext(connection) as many:
        page = member.get(ADDRESS)
    assert len(many) == len(few)
    assert read_text(page).count("De tekst die je las") == 20
    assert "Dit zijn je laatste keuzes." in read_text(page)
