"""What a member answers to a new version: recorded or not, and always led on to where they were going."""

import pytest
from django.core import signing

from legal.statements.acts.accepting import issue_token
from legal.statements.models import Act
from tests.factories.accounts import log_in, make_member
from tests.factories.statements import answer, make_legal_page, publish_version
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

GOING = "/cursussen/?q=1&r=2"
REVIEW = "/account/afspraken/nieuw/"


@pytest.fixture
def member(client: Client):
    person = make_member()
    log_in(client)
    return person


def open_review(client: Client, going: str = GOING) -> dict[str, str]:
    return read_form(client.get(REVIEW, {"next": going}), REVIEW).fields


def click(client: Client, value: str, **changed: str):
    return client.post(REVIEW, open_review(client) | {"answer": value} | changed)


def list_acts() -> list[tuple]:
    return list(Act.objects.order_by("pk").values_list("kind", "text__version__number", "wording", "place"))


@pytest.mark.parametrize(
    ("document", "value", "acts"),
    [
        ("privacy", "acknowledge", [("acknowledge", 1, "Gezien / Later", "review")]),
        ("privacy", "later", []),
        ("terms", "accept", [("accept", 1, "Akkoord / Niet akkoord", "review")]),
        ("terms", "decline", [("decline", 1, "Akkoord / Niet akkoord", "review")]),
    ],
)
def test_each_answer_leads_on_and_is_on_record_unless_it_was_put_off(client, member, document, value, acts) -> None:
    publish_version(document)
    response = click(client, value)
    assert (response.status_code, response["Location"]) == (302, GOING)
    assert "no-store" in response["Cache-Control"]
    assert list_acts() == acts
    assert client.get(GOING).status_code == 200


def test_later_asks_again_at_the_next_log_in_and_not_before(client, member) -> None:
    publish_version("privacy")
    click(client, "later")
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    log_in(client)
    assert client.get("/")["Location"] == f"{REVIEW}?next=%2F"


def test_later_puts_off_this_version_and_not_the_next(client, member) -> None:
    publish_version("privacy")
    click(client, "later")
    publish_version("privacy", "Wij bewaren je naam en je adres.")
    assert client.get("/").status_code == 302


def test_a_member_who_declines_the_terms_reads_what_that_means_and_is_not_asked_again(client, member) -> None:
    publish_version("terms")
    click(client, "decline")
    assert "We hebben vastgelegd dat je niet akkoord gaat." in client.get(GOING).content.decode()
    client.post("/account/logout/")
    log_in(client)
    assert client.get("/account/").status_code == 200
    publish_version("terms", "Je betaalt twee euro.")
    assert client.get("/account/").status_code == 302


def test_several_texts_are_asked_one_after_another(client, member) -> None:
    publish_version("terms")
    publish_version("privacy")
    second = click(client, "acknowledge")
    assert second.status_code == 200
    form = read_form(second, REVIEW).fields
    assert (form["document"], form["next"]) == ("terms", GOING)
    response = client.post(REVIEW, form | {"answer": "accept"})
    assert (response.status_code, response["Location"]) == (302, GOING)
    assert [act[0] for act in list_acts()] == ["acknowledge", "accept"]


def test_the_same_answer_sent_twice_is_one_row(client, member) -> None:
    publish_version("privacy")
    form = open_review(client) | {"answer": "acknowledge"}
    assert [client.post(REVIEW, form)["Location"] for _ in range(2)] == [GOING, GOING]
    assert len(list_acts()) == 1


@pytest.mark.parametrize(
    "address", ["//evil.example/", "/\\evil.example", "javascript:alert(1)", "\n//evil.example", ""]
)
def test_a_member_is_never_led_to_another_site(client, member, address: str) -> None:
    publish_version("privacy")
    assert open_review(client, address)["next"] == "/account/"
    assert click(client, "acknowledge", next=address)["Location"] == "/account/"


def test_an_address_with_line_breaks_makes_no_header(client, member) -> None:
    publish_version("privacy")
    response = click(client, "acknowledge", next="/cursussen/\r\nSet-Cookie: a=b\0")
    assert response.status_code == 302
    assert "a" not in response.cookies


@pytest.mark.parametrize("value", ["", "accept", "decline", "consent", "LATER", "acknowledge\0", "x" * 5000])
def test_an_answer_that_the_statement_does_not_know_is_refused(client, member, value: str) -> None:
    publish_version("privacy")
    assert click(client, value).status_code == 400
    assert list_acts() == []


@pytest.mark.parametrize("value", ["later", "acknowledge", ""])
def test_the_terms_cannot_be_put_off_or_only_seen(client, member, value: str) -> None:
    publish_version("terms")
    assert click(client, value).status_code == 400
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("token", ["", "x", "\0", "a:b:c", signing.dumps([1, "0" * 64, "Gezien"], salt="other")])
@pytest.mark.parametrize("value", ["acknowledge", "later"])
def test_a_token_that_this_site_never_gave_is_refused(client, member, token: str, value: str) -> None:
    publish_version("privacy")
    assert click(client, value, token=token).status_code == 400
    assert list_acts() == []
    assert client.get("/").status_code == 302


def test_a_token_of_another_document_or_of_a_draft_is_refused(client, member) -> None:
    terms = publish_version("terms").find_text("nl")
    publish_version("privacy")
    draft = make_legal_page("cookies")
    for token in (
        issue_token(text=terms, wording="Akkoord / Niet akkoord", answers=["accept", "decline"], place="review"),
        signing.dumps([draft.pk, "0" * 64, "Gezien / Later"], salt="statements.shown"),
    ):
        assert click(client, "acknowledge", document="privacy", token=token).status_code == 400
    assert list_acts() == []


def test_a_text_is_not_put_off_with_a_form_that_had_no_such_button(client, member) -> None:
    text = publish_version("privacy").find_text("nl")
    token = issue_token(text=text, wording="Gezien", answers=["acknowledge"], place="review", user=member)
    assert click(client, "later", token=token).status_code == 400
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("document", ["", "unknown", "PRIVACY", "privacy\0", "x" * 5000])
def test_an_unknown_document_is_not_found(client, member, document: str) -> None:
    publish_version("privacy")
    assert click(client, "acknowledge", document=document).status_code == 404
    assert list_acts() == []


@pytest.mark.parametrize("value", ["acknowledge", "later"])
def test_when_a_newer_text_took_effect_nothing_is_recorded_and_it_comes_back_with_the_difference(
    client, member, value: str
) -> None:
    answer(member, publish_version("privacy", "Wij bewaren je naam een jaar."))
    publish_version("privacy", "Wij bewaren je naam twee jaar.")
    form = open_review(client)
    publish_version("privacy", "Wij bewaren je naam drie jaar.")
    response = client.post(REVIEW, form | {"answer": value})
    page = response.content.decode()
    assert response.status_code == 409
    assert "De tekst is intussen vernieuwd. Hieronder staat wat er nu geldt." in page
    assert "Wat is er anders dan in versie 1, die jij kent?" in page
    assert "drie" in page
    assert len(list_acts()) == 1
    again = client.post(REVIEW, read_form(response, REVIEW).fields | {"answer": value})
    assert (again.status_code, again["Location"]) == (302, GOING)


def test_a_visitor_answers_nothing_and_is_led_to_the_log_in() -> None:
    text = publish_version("privacy").find_text("nl")
    form = {
        "document": "privacy",
        "answer": "acknowledge",
        "token": issue_token(text=text, wording="Gezien", answers=["acknowledge"], place="review"),
    }
    response = Client().post(REVIEW, form)
    assert response["Location"].startswith("/account/login/")
    assert list_acts() == []


def test_a_token_that_leaked_to_another_member_is_refused(client, member) -> None:
    publish_version("privacy")
    leaked = open_review(client) | {"answer": "acknowledge"}
    other = Client()
    other.force_login(make_member("bo@voorbeeld.example"))
    assert other.post(REVIEW, leaked).status_code == 400
    assert list_acts() == []
    assert client.post(REVIEW, leaked).status_code == 302


def test_two_devices_of_one_member_answer_once(client, member) -> None:
    publish_version("terms")
    telephone = Client()
    telephone.force_login(member)
    forms = [(device, open_review(device) | {"answer": "accept"}) for device in (client, telephone)]
    assert [device.post(REVIEW, form)["Location"] for device, form in forms] == [GOING, GOING]
    assert len(list_acts()) == 1
    assert telephone.get(GOING).status_code == 200


def test_the_back_button_after_an_answer_leads_on_and_a_second_send_changes_nothing(client, member) -> None:
    publish_version("privacy")
    form = open_review(client) | {"answer": "acknowledge"}
    client.post(REVIEW, form)
    back = client.get(REVIEW, {"next": GOING})
    assert (back.status_code, back["Location"]) == (302, GOING)
    assert "no-store" in back["Cache-Control"]
    assert client.post(REVIEW, form)["Location"] == GOING
    assert len(list_acts()) == 1


def test_a_page_that_stood_open_for_days_says_so(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    publish_version("privacy")
    form = open_review(client) | {"answer": "acknowledge"}
    time_machine.move_to("2026-11-25 12:00+01:00", tick=False)
    client.force_login(member)
    response = client.post(REVIEW, form)
    assert response.status_code == 409
    assert "Deze pagina stond te lang open. Er is niets vastgelegd." in response.content.decode()
    assert list_acts() == []


def test_an_answer_from_another_site_is_refused(client, member) -> None:
    publish_version("privacy")
    form = open_review(client) | {"answer": "acknowledge", "csrfmiddlewaretoken": ""}
    client.handler.enforce_csrf_checks = True
    assert client.post(REVIEW, form).status_code == 403
    assert list_acts() == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, member, method: str) -> None:
    assert getattr(client, method)(REVIEW).status_code == 405
