"""/account/afspraken/<document>/: a member answers, or changes their mind, whenever they like."""

import pytest

from legal.statements.acts.accepting import issue_token
from legal.statements.models import Act
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_consent, publish_version, translate_text
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

AGREEMENTS = "/account/afspraken/"
TERMS = "/account/afspraken/voorwaarden/"
PRIVACY = "/account/afspraken/privacy/"


@pytest.fixture
def member(client: Client):
    person = make_person()
    client.force_login(person)
    return person


def send(client: Client, value: str, path: str = TERMS, **changed: str):
    return client.post(path, read_form(client.get(path), path).fields | {"answer": value} | changed)


def list_acts() -> list[tuple]:
    return list(Act.objects.order_by("pk").values_list("kind", "text__version__number", "wording", "place"))


def list_buttons(client: Client, path: str = TERMS) -> list[str]:
    page = client.get(path).content.decode()
    return [piece.split('"')[0] for piece in page.split('name="answer" value="')[1:]]


def test_terms_that_were_declined_can_still_be_accepted(client, member) -> None:
    answer(member, publish_version("terms"), "decline")
    assert list_buttons(client) == ["accept"]
    response = send(client, "accept")
    assert (response.status_code, response["Location"]) == (302, AGREEMENTS)
    assert list_acts()[1] == ("accept", 1, "Akkoord", "account")
    page = client.get(AGREEMENTS).content.decode()
    assert "We hebben je antwoord vastgelegd." in page
    assert "Akkoord op" in page


def test_who_accepted_can_say_that_they_no_longer_agree_and_reads_what_that_means(client, member) -> None:
    answer(member, publish_version("terms"), "accept")
    assert list_buttons(client) == ["decline"]
    send(client, "decline")
    assert [act[0] for act in list_acts()] == ["accept", "decline"]
    assert "We hebben vastgelegd dat je niet akkoord gaat." in client.get(AGREEMENTS).content.decode()


def test_who_was_not_asked_yet_sees_the_whole_text_and_every_answer(client, member) -> None:
    publish_version("terms", "Je betaalt een euro.")
    page = client.get(TERMS).content.decode()
    assert "Je betaalt een euro." in page
    assert "Nog niet gevraagd." in page
    assert list_buttons(client) == ["accept", "decline"]


def test_a_statement_that_was_seen_asks_nothing_more_and_is_never_put_off_here(client, member) -> None:
    version = publish_version("privacy")
    assert list_buttons(client, PRIVACY) == ["acknowledge"]
    assert send(client, "later", PRIVACY).status_code == 400
    answer(member, version)
    page = client.get(PRIVACY).content.decode()
    assert "Gezien op" in page
    assert "review__form" not in page


def test_a_newer_version_is_shown_as_the_difference_with_what_this_member_agreed_to(client, member) -> None:
    answer(member, publish_version("terms", "Je betaalt een euro."), "accept")
    publish_version("terms", "Je betaalt twee euro.")
    page = client.get(TERMS).content.decode()
    assert "Wat is er anders dan in versie 1, die jij kent?" in page
    assert list_buttons(client) == ["accept", "decline"]
    send(client, "accept")
    assert list_acts()[-1] == ("accept", 2, "Akkoord / Niet akkoord", "account")


def test_on_the_english_page_the_english_text_is_answered(client, member) -> None:
    translate_text(publish_version("privacy"))
    path = "/en" + PRIVACY
    assert "We keep your name." in client.get(path).content.decode()
    assert send(client, "acknowledge", path)["Location"] == "/en" + AGREEMENTS
    assert Act.objects.get().text.language == "en"


def test_the_same_answer_from_two_tabs_is_one_row(client, member) -> None:
    publish_version("terms")
    tabs = [read_form(client.get(TERMS), TERMS).fields | {"answer": "accept"} for _ in range(2)]
    assert [client.post(TERMS, tab).status_code for tab in tabs] == [302, 302]
    assert len(list_acts()) == 1


def test_different_answers_from_two_tabs_are_two_rows_and_the_last_counts(client, member) -> None:
    publish_version("terms")
    tabs = [read_form(client.get(TERMS), TERMS).fields for _ in range(2)]
    for tab, value in zip(tabs, ("accept", "decline"), strict=True):
        client.post(TERMS, tab | {"answer": value})
    assert [act[0] for act in list_acts()] == ["accept", "decline"]
    assert "Niet akkoord, op" in client.get(TERMS).content.decode()


def test_when_a_newer_version_took_effect_nothing_is_recorded_and_the_difference_comes_back(client, member) -> None:
    answer(member, publish_version("terms", "Je betaalt een euro."), "decline")
    form = read_form(client.get(TERMS), TERMS).fields
    publish_version("terms", "Je betaalt twee euro.")
    response = client.post(TERMS, form | {"answer": "accept"})
    assert response.status_code == 409
    assert "De tekst is intussen vernieuwd." in response.content.decode()
    assert "twee" in response.content.decode()
    assert len(list_acts()) == 1
    assert client.post(TERMS, read_form(response, TERMS).fields | {"answer": "accept"}).status_code == 302


def test_a_page_that_stood_open_for_days_records_nothing_and_says_so(client, member, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    publish_version("terms")
    form = read_form(client.get(TERMS), TERMS).fields
    time_machine.move_to("2026-11-25 12:00+01:00", tick=False)
    client.force_login(member)
    response = client.post(TERMS, form | {"answer": "accept"})
    assert response.status_code == 409
    assert "Deze pagina stond te lang open. Er is niets vastgelegd." in response.content.decode()
    assert list_acts() == []


@pytest.mark.parametrize("place", ["review", "sign-up", "staff"])
def test_a_token_of_another_place_is_refused(client, member, place: str) -> None:
    text = publish_version("terms").find_text("nl")
    token = issue_token(text=text, wording="Akkoord", answers=["accept"], place=place, user=member)
    assert send(client, "accept", token=token).status_code == 400
    assert list_acts() == []


def test_a_token_that_leaked_to_another_member_is_refused(client, member) -> None:
    publish_version("terms")
    leaked = read_form(client.get(TERMS), TERMS).fields
    client.force_login(make_person("bo@voorbeeld.example"))
    assert client.post(TERMS, leaked | {"answer": "accept"}).status_code == 400
    assert list_acts() == []


def test_a_token_of_another_document_is_refused(client, member) -> None:
    publish_version("terms")
    publish_version("privacy")
    token = read_form(client.get(PRIVACY), PRIVACY).fields["token"]
    assert send(client, "accept", token=token).status_code == 400
    assert list_acts() == []


@pytest.mark.parametrize("value", ["", "acknowledge", "consent", "withdraw", "later", "accept\0", "x" * 5000])
def test_an_answer_that_the_terms_do_not_know_is_refused(client, member, value: str) -> None:
    publish_version("terms")
    assert send(client, value).status_code == 400
    assert list_acts() == []


def test_the_button_that_takes_terms_back_does_not_accept_them_again(client, member) -> None:
    answer(member, publish_version("terms"), "accept")
    form = read_form(client.get(TERMS), TERMS).fields
    assert client.post(TERMS, form | {"answer": "decline"}).status_code == 302
    assert client.post(TERMS, form | {"answer": "accept"}).status_code == 400
    assert [act[0] for act in list_acts()] == ["accept", "decline"]


@pytest.mark.parametrize("value", ["consent", "decline"])
def test_the_button_that_withdraws_consent_gives_no_other_answer(client, member, value: str) -> None:
    version = publish_consent()
    answer(member, version, "consent")
    path = f"{AGREEMENTS}{version.document.slug}/"
    form = read_form(client.get(AGREEMENTS), path).fields
    assert client.post(path, form | {"answer": "withdraw"}).status_code == 302
    assert client.post(path, form | {"answer": value}).status_code == 400
    assert [act[0] for act in list_acts()] == ["consent", "withdraw"]


def test_what_asks_nothing_or_was_never_published_is_not_found(client, member) -> None:
    publish_version("cookies")
    for path in ("/account/afspraken/cookies/", TERMS, "/account/afspraken/bestaat-niet/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"answer": "accept"}).status_code in (400, 404)


def test_a_visitor_is_led_to_the_log_in_and_answers_nothing(client: Client) -> None:
    publish_version("terms")
    for response in (client.get(TERMS), client.post(TERMS, {"answer": "accept"})):
        assert response["Location"].startswith("/account/login/")
    assert list_acts() == []


def test_an_answer_from_another_site_is_refused(client, member) -> None:
    publish_version("terms")
    form = read_form(client.get(TERMS), TERMS).fields
    client.handler.enforce_csrf_checks = True
    assert client.post(TERMS, form | {"answer": "accept", "csrfmiddlewaretoken": ""}).status_code == 403
    assert list_acts() == []


def test_the_page_is_kept_by_nobody(client, member) -> None:
    publish_version("terms")
    assert "no-store" in client.get(TERMS)["Cache-Control"]
