"""Members choose which mails they get; what they must know always comes, and the page says why."""

import pytest
from django.core import mail
from django.core.management import call_command

from courses.models import Booking
from courses.sessions.cancelling import cancel_booking
from members.accounts.models import UnwantedMail, User
from tests.factories.accounts import make_member
from tests.factories.sessions import book_seat, make_session, make_subscriber, publish_change
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

ADDRESS = "/account/meldingen/"
KIND = "session-confirmations"


def choose(client: Client, person: User, **ticked: str) -> str:
    client.force_login(person)
    return client.post(ADDRESS, ticked, follow=True).content.decode()


def test_a_member_switches_confirmations_off_and_on_again(client: Client) -> None:
    person = make_subscriber()
    assert "Je keuze is bewaard." in choose(client, person)
    assert list(UnwantedMail.objects.values_list("user", "kind")) == [(person.pk, KIND)]
    assert "checked" not in read_page(client, ADDRESS)
    choose(client, person)
    book_seat(person, make_session())
    assert (mail.outbox, Booking.objects.get().news) == ([], "")
    cancel_booking(person=person, session_number=Booking.objects.get().session_id)
    assert mail.outbox == []
    choose(client, person, **{KIND: "on"})
    assert UnwantedMail.objects.count() == 0
    assert "checked" in read_page(client, ADDRESS)
    book_seat(person, make_session(title="Nog een keer"))
    (confirmation,) = mail.outbox
    assert confirmation.subject == "Je hebt een plek: Nog een keer"
    assert "http://testserver/account/meldingen/" in confirmation.body


def test_what_a_member_must_know_comes_all_the_same(client: Client) -> None:
    first, second = make_subscriber(1), make_subscriber(2)
    for person in (first, second):
        choose(client, person)
    session = make_session(seats=1)
    book_seat(first, session)
    book_seat(second, session)
    cancel_booking(person=first, session_number=session.pk)
    publish_change(session, is_cancelled=True)
    call_command("run_due")
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([second.email], "Er is een plek voor je: Samen oefenen"),
        ([second.email], "Gaat niet door: Samen oefenen"),
    ]
    assert "Liever geen bevestigingen?" not in "".join(str(message.body) for message in mail.outbox)


def test_the_page_says_which_mails_always_come_and_why(client: Client) -> None:
    client.force_login(make_member())
    page = read_page(client, ADDRESS)
    for words in ("Zo merk je het meteen als iemand anders het doet.", "We moeten je dat op tijd vertellen."):
        assert words in page
    assert page.count('type="checkbox"') == 1


@pytest.mark.parametrize("kind", ["security", "statements", "session-changes", "\0", "x" * 5000])
def test_no_form_switches_off_what_is_no_choice(client: Client, kind: str) -> None:
    choose(client, make_member(), **{KIND: "on", kind: ""})
    assert UnwantedMail.objects.count() == 0


def test_the_choices_go_with_the_account(client: Client) -> None:
    person = make_member()
    choose(client, person)
    person.delete()
    assert UnwantedMail.objects.count() == 0
