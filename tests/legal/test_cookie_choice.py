"""Choosing on /cookies/keuze/: accepting, refusing, changing one's mind, and everything that is no choice."""

import re
from http.cookies import Morsel

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from legal.cookies.asking import ask
from legal.cookies.models import CookieChoice, ShownWording
from legal.cookies.purposes import list_optional, read_purposes
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/cookies/keuze/"
OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}


def read_shown() -> str:
    return ask(list_optional(read_purposes())).shown


def choose(
    client: Client, choice: str, *, headers: dict[str, str] = OWN, path: str = ADDRESS, **fields: str
) -> HttpResponse:
    return client.post(path, {"choice": choice, "shown": read_shown(), **fields}, headers=headers)


def list_acts() -> list[str]:
    return list(CookieChoice.objects.order_by("chosen_at", "pk").values_list("act", flat=True))


def consent_cookie(response: HttpResponse) -> "Morsel[str]":
    return response.cookies["cookie_consent"]


def test_accepting_keeps_the_choice_and_its_proof(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 10:11:12.987+01:00", tick=False)
    response = choose(client, "accept")
    assert (response.status_code, response["Location"]) == (303, "/cookies/keuze/?gedaan")
    fingerprint = list_optional(read_purposes())[0].fingerprint
    cookie = consent_cookie(response)
    assert cookie.value == f"statistics=yes.{fingerprint}"
    assert (cookie["max-age"], cookie["samesite"], cookie["path"]) == (182 * 24 * 60 * 60, "Lax", "/")
    assert not cookie["httponly"]
    row = CookieChoice.objects.get()
    assert (row.group, row.act, row.is_accepted, row.fingerprint, row.language) == (
        "statistics", "consent", True, fingerprint, "nl",
    )  # fmt: skip
    assert row.chosen_at.isoformat() == "2026-11-23T09:11:12+00:00"
    assert "Zonder ja meten we niets." in row.wording.text
    assert "last_visit_day" in row.wording.text


def test_refusing_is_written_down_like_accepting(client: Client) -> None:
    response = choose(client, "refuse")
    assert response.status_code == 303
    assert consent_cookie(response).value.startswith("statistics=no.")
    assert list_acts() == ["decline"]


def test_withdrawing_is_written_down_and_removes_the_cookies_of_the_purpose(client: Client) -> None:
    choose(client, "accept")
    client.cookies["last_visit_day"] = "2026-11-23"
    response = choose(client, "refuse")
    assert sorted(list_acts()) == ["consent", "withdraw"]
    removed = response.cookies["last_visit_day"]
    assert (removed.value, removed["max-age"], removed["path"]) == ("", 0, "/")


def test_choosing_the_same_twice_is_one_row(client: Client) -> None:
    choose(client, "accept")
    response = choose(client, "accept")
    assert response.status_code == 303
    assert list_acts() == ["consent"]


def test_the_same_words_are_kept_once_for_all_visitors(client: Client) -> None:
    choose(client, "accept")
    choose(Client(), "refuse")
    assert (CookieChoice.objects.count(), ShownWording.objects.count()) == (2, 1)


def test_a_row_of_proof_cannot_be_changed_or_removed(client: Client) -> None:
    choose(client, "accept")
    for change in (lambda: CookieChoice.objects.update(act="decline"), lambda: CookieChoice.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert list_acts() == ["consent"]


def test_a_row_of_proof_holds_nothing_about_the_person() -> None:
    assert {field.name for field in CookieChoice._meta.fields} == {
        "id", "group", "act", "fingerprint", "language", "wording", "chosen_at",
    }  # fmt: skip


def test_choosing_makes_no_session_and_no_other_cookie(client: Client) -> None:
    shown = client.get(ADDRESS)
    assert not shown.cookies
    response = choose(client, "accept")
    assert set(response.cookies) == {"cookie_consent"}
    confirmed = client.get(response["Location"])
    assert not confirmed.cookies
    assert "Je keuze is bewaard." in confirmed.content.decode()


def test_the_page_says_what_was_chosen_and_how_to_change_it(client: Client) -> None:
    assert "Je hebt nog niet gekozen." in client.get(ADDRESS).content.decode()
    choose(client, "accept")
    assert "Je keuze nu: geaccepteerd." in client.get(ADDRESS).content.decode()
    choose(client, "refuse")
    page = client.get(ADDRESS).content.decode()
    assert "Je keuze nu: geweigerd." in page
    assert "onderaan elke pagina" in page


def test_nobody_is_told_that_a_choice_was_kept_before_there_is_one(client: Client) -> None:
    assert "Je keuze is bewaard." not in client.get(ADDRESS + "?gedaan").content.decode().split("<main")[1]


def test_the_page_lists_every_cookie_with_its_purpose_and_term(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    for name, term in {
        "sessionid": "Tot je uitlogt of je browser sluit",
        "csrftoken": "1 jaar",
        "cookie_consent": "182 dagen",
        "last_visit_day": "31 dagen",
    }.items():
        assert re.search(rf"<code>{name}</code>.*?{term}", page, re.DOTALL)


def test_the_page_is_never_kept_in_a_cache(client: Client) -> None:
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_both_buttons_are_the_same_element_with_the_same_classes(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    accept, refuse = re.findall(r'<button ([^>]*name="choice"[^>]*)>(?:Accepteren|Weigeren)</button>', page)[-2:]
    assert accept.replace("accept", "refuse") == refuse


def test_an_english_reader_gets_english_words_in_the_proof(client: Client) -> None:
    page = client.get("/en/cookies/keuze/").content.decode()
    shown = re.findall(r'name="shown" value="([0-9a-f]{16})"', page)[-1]
    response = client.post("/en/cookies/keuze/", {"choice": "accept", "shown": shown}, headers=OWN)
    assert response["Location"] == "/en/cookies/keuze/?gedaan"
    assert CookieChoice.objects.get().language == "en"
    # One choice holds in both languages.
    assert "Je keuze nu: geaccepteerd." in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("next_", ["/cursussen/", "/cursussen/?q=agenda%20&p=2", "/en/"])
def test_people_return_to_the_page_they_came_from(client: Client, next_: str) -> None:
    assert choose(client, "accept", next=next_)["Location"] == next_


@pytest.mark.parametrize(
    "next_",
    [
        "https://boef.example/",
        "//boef.example/",
        "/\\boef.example/",
        "///boef.example/",
        "http:boef.example",
        "javascript:alert(1)",
        "http://testserver/",
        "cursussen/",
        "/" + "a" * 2001,
    ],
)
def test_nobody_is_led_to_another_site(client: Client, next_: str) -> None:
    response = choose(client, "refuse", next=next_)
    assert (response.status_code, response["Location"]) == (303, "/cookies/keuze/?gedaan")
    assert list_acts() == ["decline"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://boef.example"},
        {"origin": "https://testserver"},
        {"origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": "https://boef.example"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_another_site_cannot_choose_for_a_visitor(client: Client, headers: dict[str, str]) -> None:
    response = choose(client, "accept", headers=headers)
    assert response.status_code == 403
    assert "Er is niets bewaard." in response.content.decode()
    assert not response.cookies
    assert list_acts() == []


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}])
def test_one_of_both_headers_is_enough(client: Client, headers: dict[str, str]) -> None:
    assert choose(client, "accept", headers=headers).status_code == 303


@pytest.mark.parametrize("choice", ["", "ja", "accept\x00", "accept" * 1000, "<script>"])
def test_what_is_no_choice_gets_a_message_and_changes_nothing(client: Client, choice: str) -> None:
    response = choose(client, choice)
    assert response.status_code == 422
    assert "Kies ‘Accepteren’ of ‘Weigeren’." in response.content.decode()
    assert not response.cookies
    assert list_acts() == []


@pytest.mark.parametrize("shown", ["", "0" * 16, "x" * 5000])
def test_nobody_agrees_to_words_they_did_not_see(client: Client, shown: str) -> None:
    response = choose(client, "accept", shown=shown)
    assert response.status_code == 409
    assert "De tekst is intussen veranderd." in response.content.decode()
    assert not response.cookies
    assert list_acts() == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESS, headers=OWN).status_code == 405
