"""Documents that ask for consent: asked once, with two answers that weigh the same, and taken back at any time."""

import re

import pytest

from legal.statements.acts.accepting import UnfittingAct
from legal.statements.models import Act, Document
from tests.factories.accounts import TICKED, make_member, open_sign_up, sign_up
from tests.factories.statements import answer, publish_consent, publish_version
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

AGREEMENTS = "/account/afspraken/"
REVIEW = "/account/afspraken/nieuw/"
DOCUMENT = "/account/afspraken/nieuwsbrief/"
GOING = "/cursussen/?q=1"


@pytest.fixture
def member(client: Client):
    person = make_member()
    client.force_login(person)
    return person


def list_acts() -> list[tuple]:
    return list(Act.objects.order_by("pk").values_list("kind", "text__version__number", "wording", "place"))


def answer_gate(client: Client, value: str):
    form = read_form(client.get(REVIEW, {"next": GOING}), REVIEW).fields
    return client.post(REVIEW, form | {"answer": value})


def withdraw(client: Client, **changed: str):
    form = read_form(client.get(AGREEMENTS), DOCUMENT).fields
    return client.post(DOCUMENT, form | {"answer": "withdraw"} | changed)


def read_buttons(page: str) -> list[tuple[str, str]]:
    """(everything in the tag but its value, the words on it) of each answer."""
    found = re.findall(r'<button ([^>]*?) name="answer" value="\w+">(.*?)</button>', page)
    assert found
    return found


def test_at_the_gate_yes_and_no_are_the_same_button_and_neither_is_chosen(client, member) -> None:
    publish_consent()
    page = client.get(GOING, follow=True).content.decode()
    (yes, yes_words), (no, no_words) = read_buttons(page)
    assert (yes_words, no_words) == ("Ja, dat mag", "Nee, liever niet")
    assert yes == no
    assert "review__equals" in page
    assert "Later" not in page
    assert "checked" not in page.split("review__form")[1].split("</form>")[0]


@pytest.mark.parametrize("value", ["consent", "decline"])
def test_both_answers_lead_on_are_recorded_and_are_not_asked_again(client, member, value: str) -> None:
    publish_consent()
    response = answer_gate(client, value)
    assert (response.status_code, response["Location"]) == (302, GOING)
    assert list_acts() == [(value, 1, "Ja, dat mag / Nee, liever niet", "review")]
    page = client.get(GOING)
    assert page.status_code == 200
    assert "niet akkoord" not in page.content.decode()


@pytest.mark.parametrize("value", ["accept", "acknowledge", "later", "", "CONSENT"])
def test_consent_is_not_given_by_another_word(client, member, value: str) -> None:
    publish_consent()
    assert answer_gate(client, value).status_code == 400
    assert list_acts() == []


def test_consent_is_never_asked_at_sign_up_and_cannot_be_slipped_in(client: Client) -> None:
    publish_version("privacy")
    publish_version("terms")
    publish_consent()
    assert "agree_newsletter" not in open_sign_up(client)
    sign_up(client, **TICKED, agree_newsletter="on", shown_newsletter="x")
    assert [act[0] for act in list_acts()] == ["acknowledge", "accept"]


def test_a_new_version_asks_once_more_with_what_is_different(client, member) -> None:
    answer(member, publish_consent("Mogen we je elke maand mailen?"), "consent")
    publish_consent("Mogen we je elke week mailen?")
    page = client.get(GOING, follow=True).content.decode()
    assert "Wat is er anders dan in versie 1, die jij kent?" in page
    answer_gate(client, "decline")
    assert client.get(GOING).status_code == 200


def test_consent_is_withdrawn_with_one_click_on_my_agreements(client, member) -> None:
    publish_consent()
    answer_gate(client, "consent")
    response = withdraw(client)
    assert (response.status_code, response["Location"]) == (302, AGREEMENTS)
    assert list_acts()[1] == ("withdraw", 1, "Trek mijn toestemming in", "account")
    page = client.get(AGREEMENTS).content.decode()
    assert "We hebben vastgelegd dat je je toestemming intrekt." in page
    assert "Toestemming ingetrokken op" in page
    assert 'value="withdraw"' not in page
    assert client.get(GOING).status_code == 200


def test_withdrawing_twice_is_one_row(client, member) -> None:
    answer(member, publish_consent(), "consent")
    form = read_form(client.get(AGREEMENTS), DOCUMENT).fields | {"answer": "withdraw"}
    assert [client.post(DOCUMENT, form).status_code for _ in range(2)] == [302, 302]
    assert [act[0] for act in list_acts()] == ["consent", "withdraw"]


def test_each_change_of_mind_is_a_row(client, member) -> None:
    version = publish_consent()
    for kind in ("consent", "withdraw", "withdraw", "consent", "consent", "withdraw"):
        answer(member, version, kind)
    assert [act[0] for act in list_acts()] == ["consent", "withdraw", "consent", "withdraw"]


@pytest.mark.parametrize("before", [[], ["decline"], ["consent", "decline"]])
def test_without_consent_there_is_nothing_to_withdraw(client, member, before: list[str]) -> None:
    version = publish_consent()
    for kind in before:
        answer(member, version, kind)
    form = read_form(client.get(DOCUMENT), DOCUMENT).fields
    assert client.post(DOCUMENT, form | {"answer": "withdraw"}).status_code == 400
    with pytest.raises(UnfittingAct):
        answer(member, version, "withdraw")
    assert [act[0] for act in list_acts()] == before


def test_a_withdrawal_is_never_too_late(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    answer(member, publish_consent(), "consent")
    form = read_form(client.get(AGREEMENTS), DOCUMENT).fields
    publish_consent("Mogen we je elke week mailen?")
    time_machine.move_to("2026-11-30 12:00+01:00", tick=False)
    client.force_login(member)
    assert client.post(DOCUMENT, form | {"answer": "withdraw"}).status_code == 302
    assert list_acts()[-1][:2] == ("withdraw", 1)


def test_consent_to_a_former_version_is_withdrawn_on_the_text_in_force_and_not_asked_again(client, member) -> None:
    answer(member, publish_consent(), "consent")
    publish_consent("Mogen we je elke week mailen?")
    assert withdraw(client).status_code == 302
    assert list_acts()[-1][:2] == ("withdraw", 2)
    assert client.get(GOING).status_code == 200


def test_consent_to_a_document_that_ended_can_still_be_withdrawn(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    answer(member, publish_consent(), "consent")
    Document.objects.filter(kind="newsletter").update(ended_on="2026-11-23")
    assert client.get(DOCUMENT).status_code == 404
    assert "Deze tekst geldt niet meer." in client.get(AGREEMENTS).content.decode()
    assert withdraw(client).status_code == 302
    assert list_acts()[-1][:2] == ("withdraw", 1)


def test_nothing_is_asked_about_a_document_that_ended(client, member) -> None:
    publish_consent()
    form = read_form(client.get(REVIEW), REVIEW).fields
    Document.objects.filter(kind="newsletter").update(ended_on="2020-01-01")
    assert client.get(GOING).status_code == 200
    assert client.post(REVIEW, form | {"answer": "consent"}).status_code == 302
    assert list_acts() == []
