"""Another address for one's account: asked for with the password, confirmed from the mail, never somebody else's."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.core.management import call_command

from members.accounts.models import AddressChange, User
from tests.factories.accounts import NEWCOMER, PASSWORD, log_in, make_member, sign_up
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

ADDRESS = "/account/email/"
OLD, NEW = "sanne@voorbeeld.example", "sanne@anders.example"
BROKEN = "Deze link werkt niet meer"


@pytest.fixture
def member(client: Client) -> User:
    person = make_member()
    log_in(client)
    return person


def prove(client: Client, response):
    """Who is asked for the password gives it, as a browser that follows where it is led."""
    assert response["Location"].startswith("/account/reauthenticate/")
    return client.post(response["Location"], {"password": PASSWORD, "next": ADDRESS})


def ask(client: Client, email: str = NEW):
    response = client.post(ADDRESS, {"email": email})
    return prove(client, response) if "reauthenticate" in response.get("Location", "") else response


def find_link(email: str = NEW) -> str:
    body = next(message.body for message in reversed(mail.outbox) if message.to == [email])
    return re.search(r"http://testserver(\S+/bevestigen/\S+)", body)[1]


def read_addresses(person: User) -> tuple[str, list[tuple[str, bool, bool]]]:
    rows = EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary")
    return User.objects.get(pk=person.pk).email, list(rows)


def test_a_member_moves_to_another_address_once_it_is_confirmed(client, member) -> None:
    assert ask(client)["Location"] == ADDRESS
    to_new, to_old = mail.outbox
    assert (to_new.to, to_old.to) == ([NEW], [OLD])
    assert NEW in to_old.body
    assert "Er is nog niets veranderd." in to_old.body
    assert "/account/password/reset/" in to_old.body
    page = client.get(ADDRESS).content.decode()
    assert "Wacht op jouw bevestiging" in page
    link = find_link()
    assert NEW in client.get(link).content.decode()
    assert read_addresses(member) == (OLD, [(OLD, True, True)]), "looking changes nothing"
    assert client.post(link)["Location"] == ADDRESS
    assert read_addresses(member) == (NEW, [(NEW, True, True)])
    assert [message.to for message in mail.outbox[2:]] == [[OLD], [NEW]]
    assert "Mail ons dan meteen" in mail.outbox[2].body or "Antwoord dan meteen" in mail.outbox[2].body
    assert log_in(Client(), NEW).status_code == 302
    assert log_in(Client(), OLD).status_code == 422


def test_who_does_not_know_the_password_changes_nothing(client, member) -> None:
    response = client.post(ADDRESS, {"email": NEW})
    refused = client.post(response["Location"], {"password": "niet het wachtwoord", "next": ADDRESS})
    assert refused.status_code == 422
    assert (AddressChange.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize("make", [make_person, make_member], ids=["never confirmed", "confirmed"])
def test_the_address_of_another_account_cannot_be_taken_and_nobody_learns_of_it(client, member, make) -> None:
    make(NEW, language="en")
    pages = []
    for email in (NEW, "niemand@voorbeeld.example"):
        assert ask(client, email)["Location"] == ADDRESS
        page = client.get(ADDRESS).content.decode()
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "…"))
    assert pages[0] == pages[1]
    to_owner = next(message for message in mail.outbox if message.to == [NEW])
    assert to_owner.subject == "This address already has an account"
    assert "/bevestigen/" not in to_owner.body
    assert "sanne@voorbeeld" not in to_owner.body


def test_an_address_that_somebody_else_took_meanwhile_is_not_taken_from_them(client, member) -> None:
    ask(client)
    link = find_link()
    make_member(NEW)
    response = client.post(link)
    assert (response.status_code, BROKEN in response.content.decode()) == (400, True)
    assert read_addresses(member) == (OLD, [(OLD, True, True)])


def test_an_address_that_was_only_asked_for_opens_nothing_and_shuts_nobody_out(client, member) -> None:
    """A mistyped address belongs to somebody: neither may they get in with it, nor be kept from an account."""
    ask(client)
    mail.outbox.clear()
    visitor = Client()
    assert log_in(visitor, NEW).status_code == 422
    visitor.post("/account/password/reset/", {"email": NEW})
    assert mail.outbox == []
    publish_version("privacy")
    publish_version("terms")
    assert sign_up(visitor, email=NEW).status_code == 302
    assert User.objects.get(email=NEW).first_name == NEWCOMER["first_name"]


def of_another(client: Client, link: str) -> str:
    make_member("joost@voorbeeld.example")
    client.post("/account/logout/")
    log_in(client, "joost@voorbeeld.example")
    return link


def used(client: Client, link: str) -> str:
    client.post(link)
    return link


def replaced(client: Client, link: str) -> str:
    ask(client, "sanne@derde.example")
    return link


def overtaken(client: Client, link: str) -> str:
    new = "zeven zwanen in een sloot"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    return link


def withdrawn(client: Client, link: str) -> str:
    client.post(ADDRESS, {"withdraw": "1"})
    return link


def forge(value: object, salt: str = "accounts.address-change") -> str:
    return f"{ADDRESS}bevestigen/{signing.dumps(value, salt=salt)}/"


FAULTS: dict[str, Callable[[Client, str], str]] = {
    "another person's": of_another,
    "used": used,
    "replaced by a newer one": replaced,
    "withdrawn": withdrawn,
    "overtaken by a new password": overtaken,
    "nonsense": lambda client, link: f"{ADDRESS}bevestigen/💥/",
    "huge": lambda client, link: f"{ADDRESS}bevestigen/{'x' * 5000}/",
    "a null": lambda client, link: f"{ADDRESS}bevestigen/%00/",
    "tampered": lambda client, link: link.replace(":", "A:", 1),
    "of nothing": lambda client, link: forge(999_999),
    "of a word": lambda client, link: forge("x"),
    "of a number too large": lambda client, link: forge(10**30),
    "signed for something else": lambda client, link: forge(AddressChange.objects.get().pk, salt="account"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_link_that_is_not_theirs_or_not_valid_gets_a_page_that_says_so(client, member, fault) -> None:
    ask(client)
    link = fault(client, find_link())
    before = list(User.objects.order_by("pk").values("email"))
    for response in (client.get(link), client.post(link)):
        assert (response.status_code, BROKEN in response.content.decode()) == (400, True)
    assert list(User.objects.order_by("pk").values("email")) == before
    assert "_auth_user_id" in client.session


def test_a_link_works_for_three_days_and_then_the_wish_is_forgotten(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00:00+00:00", tick=False)
    ask(client)
    link = find_link()
    time_machine.shift(timedelta(days=3))
    assert client.get(link).status_code == 200
    time_machine.shift(timedelta(seconds=1))
    assert client.get(link).status_code == 400
    call_command("run_due")
    assert AddressChange.objects.count() == 0


def test_somebody_who_is_logged_out_logs_in_first_and_comes_back_to_the_link(client, member) -> None:
    ask(client)
    link = find_link()
    visitor = Client()
    assert visitor.get(link)["Location"].startswith("/account/login/?next=")
    assert visitor.post(link)["Location"].startswith("/account/login/?next=")
    assert log_in(visitor, next=link)["Location"] == link
    assert visitor.post(link).status_code == 302
    assert User.objects.get().email == NEW


def test_the_mail_can_be_sent_again_and_the_wish_withdrawn(client, member) -> None:
    ask(client)
    ask(client)
    assert [message.to for message in mail.outbox] == [[NEW], [OLD]] * 2
    page = client.post(ADDRESS, {"withdraw": "1"}, follow=True).content.decode()
    assert "Je e-mailadres blijft zoals het was." in page
    assert "Wacht op jouw bevestiging" not in page


BAD = {
    "": "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
    "sanne": "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
    "sanne@anders.example\nBcc: joost@voorbeeld.example": "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
    "sanne@\u202eanders.example": "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",
    "s\u0430nne@anders.example": "Vul een e-mailadres in, zoals naam@voorbeeld.nl.",  # its a is Cyrillic
    "sa\0nne@anders.example": "Null-tekens zijn niet toegestaan.",
    "n" * 240 + "@voorbeeld.example": "Zorg dat deze waarde niet meer dan 254 tekens bevat (het zijn er nu 258).",
    "SANNE@voorbeeld.example": "Dit is al je e-mailadres.",
}


@pytest.mark.parametrize(("email", "message"), BAD.items())
def test_a_wrong_address_gets_a_message_before_the_password_is_asked(client, member, email, message) -> None:
    response = client.post(ADDRESS, {"email": email})
    assert response.status_code == 422
    assert message in response.context["form"].errors["email"]
    assert (AddressChange.objects.count(), mail.outbox) == (0, [])


def test_the_mails_are_in_the_language_of_the_account_wherever_it_was_asked(client, member) -> None:
    User.objects.update(language="en")
    ask(client)
    assert mail.outbox[0].subject == "Confirm your new email address"
    assert find_link().startswith("/en/account/email/bevestigen/")


def test_another_address_ends_the_sessions_elsewhere(client, member) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    ask(client)
    client.post(find_link())
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
