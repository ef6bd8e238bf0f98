"""Signing up: what is asked, what is recorded, and that the address must be confirmed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from legal.statements.models import Act
from members.accounts.models import User
from tests.factories.accounts import NEWCOMER, PASSWORD, log_in, make_member, open_sign_up, sign_up
from tests.factories.statements import make_legal_page, publish_version, translate_text
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/account/signup/"
SENT = (302, "/account/confirm-email/")


def publish_both() -> None:
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")


def list_acts() -> list[tuple]:
    facts = ("kind", "text__version__document__kind", "text__language", "place", "wording")
    return list(Act.objects.order_by("pk").values_list(*facts))


def read_link(message: str) -> str:
    found = re.search(r"http://testserver(/\S+)", message)
    assert found
    return found[1]


def test_without_a_published_text_a_newcomer_is_asked_for_none(client: Client) -> None:
    make_legal_page("privacy")  # a draft
    form = read_form(client.get(ADDRESS), ADDRESS)
    assert form.boxes == {}
    response = sign_up(client)
    assert (response.status_code, response["Location"]) == SENT
    assert User.objects.get().email == "noor@voorbeeld.example"
    assert list_acts() == []


def test_a_text_that_is_only_announced_is_not_asked_for_yet(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    publish_version("privacy", effective_from="2026-11-24")
    assert read_form(client.get(ADDRESS), ADDRESS).boxes == {}
    time_machine.move_to("2026-11-24 00:00+01:00", tick=False)
    assert read_form(client.get(ADDRESS), ADDRESS).boxes == {"agree_privacy": False}


def test_a_newcomer_sees_an_unticked_box_with_a_link_and_a_token_for_each_text(client: Client) -> None:
    publish_both()
    form = read_form(client.get(ADDRESS), ADDRESS)
    assert form.boxes == {"agree_privacy": False, "agree_terms": False}
    assert form.links == ["/privacy/versies/1/", "/voorwaarden/versies/1/"]
    assert len(form.fields["shown_privacy"]) > 100
    assert form.fields["shown_privacy"] != form.fields["shown_terms"]


def test_the_cookie_page_is_published_but_asks_for_nothing(client: Client) -> None:
    publish_version("cookies")
    assert read_form(client.get(ADDRESS), ADDRESS).boxes == {}


def test_a_newcomer_who_ticks_both_boxes_gets_an_account_and_two_acts_on_record(client: Client) -> None:
    publish_both()
    response = sign_up(client)
    assert (response.status_code, response["Location"]) == SENT
    person = User.objects.get()
    assert (person.get_full_name(), person.email) == ("Noor Nieuw", "noor@voorbeeld.example")
    assert person.password.startswith("bcrypt_sha256$")
    assert person.check_password(PASSWORD)
    assert list_acts() == [
        ("acknowledge", "privacy", "nl", "sign-up", "Ik heb de tekst “Privacyverklaring”, versie 1, gezien."),
        ("accept", "terms", "nl", "sign-up", "Ik ga akkoord met de tekst “Voorwaarden”, versie 1."),
    ]
    assert set(Act.objects.values_list("subject__user", flat=True)) == {person.pk}


def test_an_account_works_after_the_link_in_the_mail_is_confirmed(client: Client) -> None:
    sign_up(client)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["noor@voorbeeld.example"], "Bevestig je e-mailadres")
    log_in(client, "noor@voorbeeld.example")
    assert client.get("/account/").status_code == 302
    link = read_link(message.body)
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified  # opening it, as mail scanners do, confirms nothing
    client.post(link)
    assert EmailAddress.objects.get().verified
    log_in(client, "noor@voorbeeld.example")
    assert "Dag Noor" in client.get("/account/").content.decode()


def test_who_opens_the_link_of_somebody_else_stays_logged_in_and_it_still_counts_for_its_owner(client: Client) -> None:
    sign_up(client)
    link = read_link(mail.outbox[0].body)
    parent = Client()
    make_member()
    log_in(parent)
    assert parent.get(link).status_code == 200
    assert "Dag Sanne" in parent.get("/account/").content.decode()
    parent.post(link)
    assert EmailAddress.objects.get(email="noor@voorbeeld.example").verified
    assert "Dag Sanne" in parent.get("/account/").content.decode()
    assert parent.get(link).status_code == 400


def test_a_confirmed_newcomer_is_not_asked_again_what_they_answered(client: Client) -> None:
    publish_both()
    sign_up(client)
    client.post(read_link(mail.outbox[0].body))
    log_in(client, "noor@voorbeeld.example")
    assert client.get("/account/").status_code == 200


def test_no_address_on_the_way_holds_anything_personal(client: Client) -> None:
    publish_both()
    response = sign_up(client)
    for address in (response["Location"], read_link(mail.outbox[0].body)):
        assert not re.search(r"noor|nieuw|voorbeeld|@|%40", address, re.IGNORECASE)


def test_a_newcomer_on_the_english_pages_answers_the_english_text(client: Client) -> None:
    translate_text(publish_version("privacy"))
    publish_version("terms", "Betaal op tijd.")  # not translated
    form = read_form(client.get("/en/account/signup/"), "/en/account/signup/")
    assert form.links == ["/en/privacy/versies/1/", "/en/voorwaarden/versies/1/"]
    response = sign_up(client, "/en/account/signup/")
    assert (response.status_code, response["Location"]) == (302, "/en/account/confirm-email/")
    assert [act[1:3] for act in list_acts()] == [("privacy", "en"), ("terms", "nl")]
    assert "Privacy statement" in list_acts()[0][4]


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_newcomer_is_never_led_to_another_site(client: Client, address: str) -> None:
    response = sign_up(client, next=address)
    assert (response.status_code, response["Location"]) == SENT
    client.post(read_link(mail.outbox[0].body), {"next": address})
    assert "evil" not in log_in(client, "noor@voorbeeld.example", next=address)["Location"]


@pytest.mark.parametrize("email", ["sanne@voorbeeld.example", "SANNE@Voorbeeld.example"])
def test_a_known_address_gets_the_same_answer_and_a_mail_that_says_so(client: Client, email: str) -> None:
    publish_both()
    make_member("sanne@voorbeeld.example")
    response = sign_up(client, email=email)
    assert (response.status_code, response["Location"]) == SENT
    assert User.objects.count() == 1
    assert list_acts() == []
    (message,) = mail.outbox
    assert message.to == ["sanne@voorbeeld.example"]
    assert "account" in message.subject.lower()
    assert "confirm-email" not in message.body
    assert User.objects.get().first_name == "Sanne"


def test_the_page_after_signing_up_does_not_tell_whether_the_address_was_known() -> None:
    make_member("sanne@voorbeeld.example")
    pages = []
    for email in ("sanne@voorbeeld.example", "noor@voorbeeld.example"):
        visitor = Client()
        sign_up(visitor, email=email)
        pages.append(visitor.get("/account/confirm-email/").content.decode().replace(email, "…"))
    assert pages[0] == pages[1]


def test_the_same_form_sent_twice_makes_one_account(client: Client) -> None:
    publish_both()
    filled = open_sign_up(client) | NEWCOMER | {"agree_privacy": "on", "agree_terms": "on"}
    answers = [client.post(ADDRESS, filled) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [SENT, SENT]
    assert User.objects.count() == 1
    assert Act.objects.count() == 2


def test_a_member_who_is_logged_in_is_not_offered_a_second_account(client: Client) -> None:
    client.force_login(make_member())
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, "/account/")
