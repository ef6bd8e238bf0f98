"""When a choice still holds: the fingerprint of what people read, and the server's own verdict."""

import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from legal.cookies.consent import has_consent, read_verdicts
from legal.cookies.models import CookieDetails
from legal.cookies.purposes import Purpose, list_optional, read_purposes
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def read_statistics() -> Purpose:
    (purpose,) = list_optional(read_purposes())
    return purpose


def visit_with(cookie: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES["cookie_consent"] = cookie
    return request


def change_description() -> None:
    CookieGroup.objects.filter(varname="statistics").update(description="We tellen ook hoelang je blijft.")


def change_name() -> None:
    CookieGroup.objects.filter(varname="statistics").update(name="Meten")


def add_cookie() -> None:
    Cookie.objects.create(cookiegroup=CookieGroup.objects.get(varname="statistics"), name="referring_site")


def change_provider() -> None:
    CookieDetails.objects.filter(cookie__name="last_visit_day").update(provider="Telbureau B.V.")


def change_term() -> None:
    CookieDetails.objects.filter(cookie__name="last_visit_day").update(kept_for="2 jaar")


def test_a_yes_holds_for_the_words_that_were_read() -> None:
    assert has_consent(visit_with(f"statistics=yes.{read_statistics().fingerprint}"), "statistics")


@pytest.mark.parametrize("change", [change_description, change_name, add_cookie, change_provider, change_term])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_change_of_what_was_read_asks_everybody_again(change, answer: str) -> None:
    request = visit_with(f"statistics={answer}.{read_statistics().fingerprint}")
    change()
    assert read_verdicts(request, list_optional(read_purposes())) == {"statistics": None}
    assert not has_consent(request, "statistics")


def test_putting_the_old_words_back_makes_the_old_choice_hold_again() -> None:
    before = read_statistics()
    request = visit_with(f"statistics=yes.{before.fingerprint}")
    change_name()
    CookieGroup.objects.filter(varname="statistics").update(name=before.name)
    assert has_consent(request, "statistics")


def test_another_order_or_a_new_necessary_cookie_asks_nobody() -> None:
    before = read_statistics().fingerprint
    CookieGroup.objects.filter(varname="statistics").update(ordering=99)
    Cookie.objects.create(cookiegroup=CookieGroup.objects.get(varname="functional"), name="language")
    assert read_statistics().fingerprint == before


def test_the_fingerprint_is_the_same_in_every_language() -> None:
    dutch = read_statistics().fingerprint
    with translation.override("en"):
        assert read_statistics().fingerprint == dutch


def test_a_no_is_no_consent() -> None:
    request = visit_with(f"statistics=no.{read_statistics().fingerprint}")
    assert read_verdicts(request, (read_statistics(),)) == {"statistics": False}
    assert not has_consent(request, "statistics")


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "statistics=yes.ffff",
        "statistics=yes.ffffffffffffffff",
        "statistics=yes",
        "statistics=",
        "statistics=9999",
        "statistics=2030-01-01T00:00:00+00:00",
        "=|=|=",
        "|" * 4000,
        "statistics=yes=yes.7f57db128e363bb5",
        "functional=yes.{fingerprint}",
        "STATISTICS=yes.{fingerprint}",
        "statistics=YES.{fingerprint}",
        "statistics=yes.{fingerprint}x",
        "statistics=yes.\x00",
    ],
)
def test_a_forged_cut_or_old_cookie_is_no_consent(cookie: str) -> None:
    request = visit_with(cookie.replace("{fingerprint}", read_statistics().fingerprint))
    assert read_verdicts(request, (read_statistics(),)) == {"statistics": None}
    assert not has_consent(request, "statistics")


def test_nobody_consents_to_a_group_that_does_not_exist() -> None:
    assert not has_consent(visit_with("marketing=yes.ffff"), "marketing")


def test_reading_the_purposes_takes_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert [purpose.group for purpose in read_purposes()] == ["functional", "statistics"]


def test_a_purpose_without_cookies_is_asked_about_too() -> None:
    Cookie.objects.filter(cookiegroup__varname="statistics").delete()
    assert read_statistics().cookies == ()


def test_what_the_cookie_page_declares_is_what_the_settings_use(settings) -> None:
    declared = {cookie.name for purpose in read_purposes() for cookie in purpose.cookies}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.COOKIE_CONSENT_NAME} <= declared


def test_a_stale_choice_makes_the_page_ask_again(client: Client) -> None:
    client.cookies["cookie_consent"] = f"statistics=no.{read_statistics().fingerprint}"
    assert "Je keuze nu: geweigerd." in client.get("/cookies/keuze/").content.decode()
    change_description()
    assert "Je hebt nog niet gekozen." in client.get("/cookies/keuze/").content.decode()
