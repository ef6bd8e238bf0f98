"""Choosing on /cookies/keuze/: accepting, refusing, choosing by purpose, and changing one's mind."""

import re
import uuid
from http.cookies import Morsel

import pytest
from cookie_consent.util import parse_cookie_str
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from legal.cookies.models import ChoicePerson, CookieChoice, ShownWording
from legal.statements.entries import commit_to_person
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.factories.people import make_person
from tests.visiting import Client

from .choosing_cookies import ADDRESS, OWN, choose, list_acts, read_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cookie_page() -> None:
    publish_cookie_page()


@pytest.fixture
def with_videos(cookie_page: None) -> None:
    declare_purpose()
    publish_cookie_page()


def consent_cookie(response: HttpResponse) -> "Morsel[str]":
    return response.cookies["cookie_consent"]


def read_values(response: HttpResponse) -> dict[str, str]:
    return parse_cookie_str(consent_cookie(response).value)


def read_page(client: Client) -> str:
    return client.get(ADDRESS).content.decode()


def test_accepting_keeps_the_choice_and_its_proof(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 10:11:12.987+01:00", tick=False)
    response = choose(client, "accept")
    assert (response.status_code, response["Location"]) == (303, "/cookies/keuze/?gedaan")
    row, fingerprint = CookieChoice.objects.get(), read_question().purposes[0].fingerprint
    cookie = consent_cookie(response)
    assert cookie.value == f"statistics=yes.{fingerprint}|#={row.pk}"
    assert (cookie["max-age"], cookie["samesite"], cookie["path"]) == (184 * 24 * 60 * 60, "Lax", "/")
    assert not cookie["httponly"]
    assert (row.act, row.answers, row.language) == ("consent", {"statistics": f"yes.{fingerprint}"}, "nl")
    assert row.chosen_at.isoformat() == "2026-11-23T09:11:12+00:00"
    assert "Zonder ja meten we niets." in row.wording.text
    assert "last_visit_day" in row.wording.text


def test_the_number_of_a_choice_is_shown_to_who_made_it_and_to_nobody_else(client: Client) -> None:
    choose(client, "accept")
    first = CookieChoice.objects.get()
    assert f"<code>{first.pk}</code>" in read_page(client)
    choose(client, "refuse")
    assert str(first.pk) not in read_page(client)
    assert str(CookieChoice.objects.exclude(pk=first.pk).get().pk) in read_page(client)
    stranger = Client()
    for number in ("", "x" * 36, str(uuid.uuid4()), "\x00" * 36):
        stranger.cookies["cookie_consent"] = f"#={number}"
        assert "Nummer van je keuze" not in read_page(stranger)


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


def test_a_row_of_proof_holds_nothing_about_the_person(client: Client) -> None:
    assert {field.name for field in CookieChoice._meta.fields} == {
        "id", "act", "answers", "language", "wording", "chosen_at", "commitment",
    }  # fmt: skip
    choose(client, "accept")
    assert (CookieChoice.objects.get().commitment, ChoicePerson.objects.count()) == ("", 0)


def test_a_member_s_choice_is_theirs_until_they_are_erased(client: Client) -> None:
    person = make_person()
    client.force_login(person)
    assert "dat de keuze van jouw account is" in read_page(client)
    choose(client, "accept")
    link = ChoicePerson.objects.get()
    assert (link.user, link.choice.commitment) == (person, commit_to_person(link.salt, person.pk, link.choice_id))
    person.delete()
    assert (CookieChoice.objects.count(), ChoicePerson.objects.count()) == (1, 0)


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
        "cookie_consent": "184 dagen",
        "last_visit_day": "31 dagen",
    }.items():
        assert re.search(rf"<code>{name}</code>.*?{term}", page, re.DOTALL)


def test_the_page_is_never_kept_in_a_cache(client: Client) -> None:
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_both_buttons_are_the_same_element_with_the_same_classes(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    accept, refuse = re.findall(r'<button ([^>]*name="choice"[^>]*)>(?:Accepteren|Weigeren)</button>', page)[-2:]
    assert "checkbox" not in page
    assert accept.replace("accept", "refuse") == refuse


def test_an_english_reader_gets_english_words_in_the_proof(client: Client) -> None:
    page = client.get("/en/cookies/keuze/").content.decode()
    shown = re.findall(r'name="shown" value="([0-9a-f]{16})"', page.split("<main")[1])[0]
    response = client.post("/en/cookies/keuze/", {"choice": "accept", "shown": shown}, headers=OWN)
    assert response["Location"] == "/en/cookies/keuze/?gedaan"
    assert CookieChoice.objects.get().language == "en"
    # One choice holds in both languages.
    assert "Je keuze nu: geaccepteerd." in client.get(ADDRESS).content.decode()


def test_people_return_to_the_page_they_came_from(client: Client) -> None:
    for next_ in ("/cursussen/", "/cursussen/?q=agenda%20&p=2", "/en/"):
        assert choose(client, "accept", next=next_)["Location"] == next_


@pytest.mark.usefixtures("with_videos")
def test_each_purpose_can_be_chosen_by_itself(client: Client) -> None:
    assert "checked" not in read_page(client)
    values = read_values(choose(client, "choose", groups=["statistics"]))
    assert (values["statistics"][:4], values["videos"][:3]) == ("yes.", "no.")
    row = CookieChoice.objects.get()
    assert (row.act, set(row.answers)) == ("consent", {"statistics", "videos"})
    assert "Filmhuis B.V." in row.wording.text
    page = read_page(client)
    assert re.findall(r'value="(\w+)" id="groep-\w+" checked', page) == ["statistics"]
    assert re.findall(r"<li>\s+([^<]+?):\s+(\w+)\s+</li>", page) == [
        ("Anoniem meetellen", "geaccepteerd"),
        ("Video’s van buiten", "geweigerd"),
    ]


@pytest.mark.usefixtures("with_videos")
def test_what_happened_is_named_after_what_the_server_saw_before_and_after(client: Client) -> None:
    steps = [
        ("choose", []),
        ("choose", ["videos"]),
        ("choose", ["videos"]),
        ("choose", ["statistics"]),
        ("accept", []),
        ("choose", ["videos"]),
        ("refuse", []),
        ("accept", []),
    ]
    acts = []
    for choice, groups in steps:
        before = CookieChoice.objects.count()
        choose(client, choice, groups=groups)
        newest = CookieChoice.objects.filter(pk=read_cookie_number(client)).get()
        acts.append(newest.act if CookieChoice.objects.count() > before else "")
    assert acts == ["decline", "change", "", "change", "change", "withdraw", "withdraw", "change"]


def read_cookie_number(client: Client) -> str:
    return parse_cookie_str(client.cookies["cookie_consent"].value)["#"]


@pytest.mark.usefixtures("with_videos")
def test_only_the_cookies_of_what_is_refused_are_removed(client: Client) -> None:
    response = choose(client, "choose", groups=["statistics"])
    assert set(response.cookies) == {"cookie_consent", "film_id"}
    assert response.cookies["film_id"]["max-age"] == 0


def test_who_is_asked_about_one_purpose_keeps_the_answer_to_the_other(client: Client) -> None:
    first = read_values(choose(client, "refuse"))
    declare_purpose()
    publish_cookie_page()
    values = read_values(choose(client, "accept", asked=["videos"]))
    assert values["statistics"] == first["statistics"]
    assert values["videos"].startswith("yes.")
    row = CookieChoice.objects.get(act="consent")
    assert list(row.answers) == ["videos"]
    assert row.wording.text.endswith("[Accepteren] [Weigeren] [Zelf kiezen]")
    assert "last_visit_day" not in row.wording.text


def test_the_proof_of_a_withdrawal_in_the_footer_is_what_its_button_said(client: Client) -> None:
    choose(client, "accept")
    response = client.post(ADDRESS, {"choice": "withdraw"}, headers=OWN)
    assert (response.status_code, read_values(response)["statistics"][:3]) == (303, "no.")
    assert CookieChoice.objects.get(act="withdraw").wording.text == "[Stop met meetellen]"


def test_refusing_again_begins_the_half_year_anew_without_another_row(client: Client) -> None:
    first = consent_cookie(choose(client, "refuse"))
    again = consent_cookie(choose(client, "refuse"))
    assert (again.value, again["max-age"]) == (first.value, 184 * 24 * 60 * 60)
    assert list_acts() == ["decline"]


def test_saying_yes_again_writes_proof_for_a_yes_that_has_none(client: Client) -> None:
    fingerprint = read_question().purposes[0].fingerprint
    choose(Client(), "refuse")
    other = CookieChoice.objects.get()
    for number in ("", f"|#={uuid.uuid4()}", f"|#={other.pk}"):  # of nobody, or of somebody who said no
        client.cookies["cookie_consent"] = f"statistics=yes.{fingerprint}{number}"
        before = CookieChoice.objects.filter(act="consent").count()
        for _ in range(2):
            choose(client, "accept")
        assert CookieChoice.objects.filter(act="consent").count() == before + 1, number
        assert str(CookieChoice.objects.filter(pk=read_cookie_number(client)).get().act) == "consent"
