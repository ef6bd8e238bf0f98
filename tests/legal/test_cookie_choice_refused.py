"""Everything that is no choice on /cookies/keuze/: a clear message, nothing on record, and never a mistake of ours."""

import pytest
from cookie_consent.models import CookieGroup

from home.limits.counting import Limit
from legal.cookies.models import CookieChoice
from members.accounts.limits import BY_ANSWER
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.visiting import Client

from .choosing_cookies import ADDRESS, OWN, choose, list_acts, read_question

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def cookie_page() -> None:
    publish_cookie_page()


def test_nobody_is_led_to_another_site(client: Client) -> None:
    for next_ in (
        "https://boef.example/",
        "//boef.example/",
        "/\\boef.example/",
        "///boef.example/",
        "http:boef.example",
        "javascript:alert(1)",
        "http://testserver/",
        "cursussen/",
        "/" + "a" * 2001,
    ):
        response = choose(client, "refuse", next=next_)
        assert (response.status_code, response["Location"]) == (303, "/cookies/keuze/?gedaan"), next_
    assert list_acts() == ["decline"]


def test_another_site_cannot_choose_for_a_visitor(client: Client) -> None:
    for headers in (
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://boef.example"},
        {"origin": "https://testserver"},
        {"origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": "https://boef.example"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ):
        response = choose(client, "accept", headers=headers)
        assert (response.status_code, dict(response.cookies)) == (403, {}), headers
        assert "Er is niets bewaard." in response.content.decode()
    assert list_acts() == []


def test_one_of_both_headers_is_enough(client: Client) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}):
        assert choose(client, "accept", headers=headers).status_code == 303


def test_what_is_no_choice_gets_a_message_and_changes_nothing(client: Client) -> None:
    for choice in ("", "ja", "accept\x00", "accept" * 1000, "<script>"):
        response = choose(client, choice)
        assert (response.status_code, dict(response.cookies)) == (422, {}), choice
        assert "Kies ‘Accepteren’ of ‘Weigeren’." in response.content.decode()
    assert list_acts() == []


def test_nobody_agrees_to_words_they_did_not_see(client: Client) -> None:
    for shown in ("", "0" * 16, "x" * 5000, "é"):
        response = choose(client, "accept", shown=shown)
        assert (response.status_code, dict(response.cookies)) == (409, {}), shown
        assert "De tekst is intussen veranderd." in response.content.decode()
    assert list_acts() == []


def test_a_purpose_that_nobody_is_asked_about_is_refused_whole(client: Client) -> None:
    for fields in ({"groups": "marketing"}, {"groups": ["statistics", "functional"]}, {"asked": "statistics\x00"}):
        response = choose(client, "choose" if "groups" in fields else "accept", **fields)
        assert (response.status_code, dict(response.cookies)) == (422, {}), fields
        assert "Dit doel kennen we niet." in response.content.decode()
    assert list_acts() == []


def test_a_body_that_is_too_large_or_of_no_length_is_no_mistake_of_ours(client: Client) -> None:
    form = {"content_type": "application/x-www-form-urlencoded", "headers": OWN}
    for body, length in (("choice=accept&x=" + "y" * 9000, None), ("choice=accept", "12x"), ("choice=accept", "-1")):
        response = client.post(ADDRESS, body, **form, **({"CONTENT_LENGTH": length} if length else {}))
        assert response.status_code == 413, length
        assert "Er is niets bewaard." in response.content.decode()
    assert client.post(ADDRESS, b"\xff\xfe%zz&=&&choice=%00", **form).status_code == 422
    assert list_acts() == []


def test_when_nothing_is_asked_nothing_can_be_chosen(client: Client) -> None:
    CookieGroup.objects.filter(varname="statistics").delete()
    publish_cookie_page()
    response = choose(client, "accept")
    assert (response.status_code, dict(response.cookies)) == (409, {})
    assert "Er is nu niets om over te kiezen." in response.content.decode()
    assert list_acts() == []


def test_other_methods_are_refused(client: Client) -> None:
    for method in ("put", "patch", "delete", "options"):
        assert getattr(client, method)(ADDRESS, headers=OWN).status_code == 405


def test_a_form_of_before_the_change_is_shown_the_new_words_first(client: Client) -> None:
    shown = read_question().shown
    declare_purpose()
    publish_cookie_page()
    assert choose(client, "accept", shown=shown).status_code == 409
    assert list_acts() == []


def test_saying_yes_again_and_again_is_stopped_and_a_no_always_holds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_ANSWER, "cookies:choice", Limit("choose about cookies", 3, 60))
    assert [choose(client, choice).status_code for choice in ("accept", "refuse", "accept")] == [303, 303, 303]
    assert choose(Client(), "accept").status_code == 429
    response = choose(client, "withdraw")
    assert response.status_code == 303
    assert response.cookies["cookie_consent"].value.startswith("statistics=no.")
    assert response.cookies["last_visit_day"].value == ""
    assert len(list_acts()) == 3


def test_another_site_cannot_use_up_how_often_somebody_may_choose(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_ANSWER, "cookies:choice", Limit("choose about cookies", 1, 60))
    for _ in range(2):
        assert choose(client, "accept", headers={"origin": "https://boef.example"}).status_code == 403
    assert choose(client, "accept").status_code == 303


def test_a_no_in_an_old_tab_holds_whatever_changed_meanwhile(client: Client) -> None:
    shown = read_question().shown
    choose(client, "accept")
    declare_purpose()
    publish_cookie_page()
    for choice, asked in (("refuse", ["statistics"]), ("refuse", ["purpose-that-went"]), ("choose", [])):
        response = choose(client, choice, shown=shown, asked=asked)
        assert response.status_code == 303, choice
        assert response.cookies["cookie_consent"].value.startswith("statistics=no."), choice
    assert "withdraw" in list_acts()
    assert CookieChoice.objects.get(act="withdraw").wording.text == "[Alles weigeren]"
