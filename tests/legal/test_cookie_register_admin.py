"""The legal team keeps the register of cookies in the admin; publishing the cookie page brings it to visitors."""

import pytest
from cookie_consent.models import Cookie, CookieGroup

from home.identity.models import Organisation
from legal.cookies.published import read_published_purposes
from legal.cookies.purposes import read_purposes
from tests.factories.cookies import publish_cookie_page
from tests.factories.people import make_colleague
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PURPOSES, COOKIES = "/admin/legal/cookie-purposes/", "/admin/legal/cookies/"
VIDEOS = {"name": "Video’s", "varname": "videos", "description": "Video’s van Filmhuis.", "ordering": "30"}
FILM = {"name": "film_id", "description": "Je volume.", "provider": "Filmhuis", "kept_for": "1 jaar", "path": "/"}


def find_purpose(group: str = "statistics") -> CookieGroup:
    return CookieGroup.objects.get(varname=group)


def list_errors(response) -> set[str]:
    assert response.status_code == 200
    return set(response.context["form"].errors)


def test_the_legal_team_adds_a_purpose_with_a_cookie_and_publishes_it(legal: Client) -> None:
    publish_cookie_page()
    assert legal.post(f"{PURPOSES}new/", VIDEOS).status_code == 302
    assert legal.post(f"{COOKIES}new/", FILM | {"cookiegroup": find_purpose("videos").pk}).status_code == 302
    assert [purpose.group for purpose in read_published_purposes()] == ["functional", "statistics"]
    publish_cookie_page()
    (cookie,) = read_published_purposes()[-1].cookies
    assert (cookie.name, cookie.provider, cookie.kept_for, cookie.path) == ("film_id", "Filmhuis", "1 jaar", "/")


def test_lists_and_forms_say_when_an_edit_takes_effect(legal: Client) -> None:
    day = Cookie.objects.get(name="last_visit_day")
    for path in (PURPOSES, COOKIES, f"{COOKIES}new/", f"{COOKIES}edit/{day.pk}/", f"{PURPOSES}new/"):
        assert "zodra je de cookiepagina publiceert" in legal.get(path).content.decode(), path
    assert "/admin/legal/cookies/" in legal.get("/admin/").content.decode()


def test_a_cookie_is_changed_and_removed(legal: Client) -> None:
    day = Cookie.objects.get(name="last_visit_day")
    form = FILM | {"name": day.name, "kept_for": "7 dagen", "cookiegroup": day.cookiegroup_id}
    assert legal.post(f"{COOKIES}edit/{day.pk}/", form).status_code == 302
    assert read_purposes()[-1].cookies[0].kept_for == "7 dagen"
    assert legal.post(f"{COOKIES}delete/{day.pk}/").status_code == 302
    assert read_purposes()[-1].cookies == ()


def test_a_row_that_would_break_an_answer_or_log_people_out_is_refused(legal: Client) -> None:
    for wrong, field in (
        ({"name": "film id"}, "name"),
        ({"name": "film;id"}, "name"),
        ({"path": "/; Domain=boef.example"}, "path"),
        ({"path": "films/"}, "path"),
        ({"domain": "film.example\r\nSet-Cookie: a=b"}, "domain"),
        ({"name": "sessionid"}, "cookiegroup"),
        ({"provider": ""}, "provider"),
        ({"kept_for": ""}, "kept_for"),
    ):
        response = legal.post(f"{COOKIES}new/", FILM | {"cookiegroup": find_purpose().pk} | wrong)
        assert list_errors(response) == {field}, wrong
    assert Cookie.objects.count() == 4


def test_a_purpose_keeps_its_short_name_and_says_what_it_is_for(legal: Client) -> None:
    statistics = find_purpose()
    address = f"{PURPOSES}edit/{statistics.pk}/"
    assert list_errors(legal.post(address, VIDEOS)) == {"varname"}
    assert list_errors(legal.post(f"{PURPOSES}new/", VIDEOS | {"varname": "a=b|c"})) == {"varname"}
    assert list_errors(legal.post(f"{PURPOSES}new/", VIDEOS | {"description": ""})) == {"description"}
    assert list_errors(legal.post(f"{PURPOSES}new/", VIDEOS | {"varname": "statistics"})) == {"varname"}


def test_an_editor_of_courses_has_no_such_pages(client: Client) -> None:
    client.force_login(make_colleague("Editors"))
    assert [client.get(path).status_code for path in (PURPOSES, COOKIES, f"{COOKIES}new/")] == [404, 404, 404]


def test_a_cookie_of_our_own_is_written_with_our_name_and_takes_the_next_one(legal: Client) -> None:
    day = Cookie.objects.get(name="last_visit_day")
    page = legal.get(f"{COOKIES}edit/{day.pk}/").content.decode()
    assert 'name="provider" value="Werkflippen"' in page
    form = FILM | {"name": day.name, "provider": "Werkflippen", "cookiegroup": day.cookiegroup_id}
    assert legal.post(f"{COOKIES}edit/{day.pk}/", form).status_code == 302
    Organisation.objects.update(name="Papierboot")
    assert read_purposes()[-1].cookies[0].provider == "Papierboot"
