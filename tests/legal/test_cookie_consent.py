"""When a choice still holds: the fingerprint of what people read, and the server's own verdict."""

from collections.abc import Callable
from datetime import timedelta

import hypothesis
import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from home.freshness.models import renew_stamp
from legal.cookies.consent import has_consent, read_number, read_verdicts
from legal.cookies.models import CookieDetails
from legal.cookies.published import read_published_purposes
from legal.cookies.purposes import Purpose, list_optional, read_purposes
from legal.statements.models import Document
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.factories.statements import publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

PURPOSE = Purpose("statistics", "Meten", "We tellen.", False, ())


@pytest.fixture(autouse=True)
def cookie_page() -> None:
    publish_cookie_page()


def read_statistics() -> Purpose:
    """As the admin has it now; once the cookie page is published, that is what visitors are asked."""
    return next(purpose for purpose in read_purposes() if purpose.group == "statistics")


def publish(change: Callable[[], object]) -> None:
    change()
    publish_cookie_page()


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
    publish(change)
    assert read_verdicts(request, list_optional(read_published_purposes())) == {"statistics": None}
    assert not has_consent(request, "statistics")


def test_an_edit_in_the_admin_does_nothing_until_the_cookie_page_is_published(client: Client) -> None:
    request = visit_with(f"statistics=yes.{read_statistics().fingerprint}")
    published = read_published_purposes()
    for change in (change_description, add_cookie, declare_purpose):
        change()
    assert read_published_purposes() == published
    assert has_consent(request, "statistics")
    publish_cookie_page()
    assert read_published_purposes() == read_purposes()
    assert not has_consent(visit_with(request.COOKIES["cookie_consent"]), "statistics")


def test_a_new_version_asks_from_the_day_on_which_it_takes_effect(client: Client, time_machine) -> None:
    request = visit_with(f"statistics=yes.{read_statistics().fingerprint}")
    client.cookies["cookie_consent"] = request.COOKIES["cookie_consent"]
    change_description()
    publish_cookie_page(effective_from=timezone.localdate() + timedelta(days=1))
    assert has_consent(request, "statistics")
    assert b"hoelang je blijft" not in client.get("/").content
    time_machine.move_to("2026-11-24 00:00:01+01:00")
    assert not has_consent(request, "statistics")
    assert b"hoelang je blijft" in client.get("/").content


def test_without_a_cookie_page_in_force_nothing_is_asked_and_nobody_consents(client: Client) -> None:
    request = visit_with(f"statistics=yes.{read_statistics().fingerprint}")
    assert b"data-consent" in client.get("/").content
    Document.objects.filter(kind="cookies").update(ended_on=timezone.localdate())
    renew_stamp()
    assert read_published_purposes() == ()
    assert not has_consent(request, "statistics")
    assert b"data-consent" not in client.get("/").content
    assert "Er is nu niets om over te kiezen." in client.get("/cookies/keuze/").content.decode()


def test_a_cookie_page_that_does_not_show_the_register_asks_nothing() -> None:
    publish_version("cookies", "We hebben wat cookies.")
    assert read_published_purposes() == ()


def test_a_new_purpose_is_asked_about_and_the_answer_to_the_other_stays() -> None:
    request = visit_with(f"statistics=no.{read_statistics().fingerprint}")
    publish(declare_purpose)
    assert read_verdicts(request, list_optional(read_published_purposes())) == {"statistics": False, "videos": None}


def test_putting_the_old_words_back_makes_the_old_choice_hold_again() -> None:
    before = read_statistics()
    request = visit_with(f"statistics=yes.{before.fingerprint}")
    publish(change_name)
    publish(lambda: CookieGroup.objects.filter(varname="statistics").update(name=before.name))
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


def test_a_forged_cut_or_old_cookie_is_no_consent() -> None:
    fingerprint = read_statistics().fingerprint
    for cookie in (
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
        f"functional=yes.{fingerprint}",
        f"STATISTICS=yes.{fingerprint}",
        f"statistics=YES.{fingerprint}",
        f"statistics=yes.{fingerprint}x",
        f"statistics=yes.{fingerprint}" + "|x=y" * 20_000 + "|statistics=yes.ffff",
        f"#=yes.{fingerprint}",
        "statistics=yes.\x00",
    ):
        request = visit_with(cookie)
        assert read_verdicts(request, (read_statistics(),)) == {"statistics": None}, cookie[:50]
        assert not has_consent(request, "statistics"), cookie[:50]


def test_nobody_consents_to_a_group_that_does_not_exist() -> None:
    assert not has_consent(visit_with("marketing=yes.ffff"), "marketing")


@given(cookie=st.text(max_size=60) | st.from_regex(r"(statistics|#|=|\||yes\.|no\.|[0-9a-f-]){1,12}", fullmatch=True))
@hypothesis.settings(max_examples=60)
def test_whatever_the_cookie_holds_only_our_own_words_are_an_answer(cookie: str) -> None:
    request, purpose = visit_with(cookie), PURPOSE
    (verdict,) = read_verdicts(request, (purpose,)).values()
    said = {part for part in cookie.split("|") if part.endswith(purpose.fingerprint)}
    assert (verdict is None) or said
    assert read_number(request) is None or str(read_number(request)) in cookie.casefold()


def test_reading_the_purposes_takes_two_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        assert read_published_purposes() == read_purposes()
    with django_assert_num_queries(2):
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
    publish(change_description)
    assert "Je hebt nog niet gekozen." in client.get("/cookies/keuze/").content.decode()
