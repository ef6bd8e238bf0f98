"""A visitor says yes to one purpose and no to another: only what got a yes happens, and it can be taken back alone."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from legal.cookies.consent import has_consent
from legal.cookies.models import CookieChoice
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.legal.choosing_cookies import choose, list_acts
from tests.visiting import Client

from .sending import read_pages, send

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def two_purposes() -> None:
    declare_purpose()
    publish_cookie_page()


def visit_as(client: Client) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES["cookie_consent"] = client.cookies["cookie_consent"].value
    return request


def count_visits(client: Client) -> int:
    """How often this visitor was counted after they read one more page."""
    assert send(client).status_code == 204
    return sum(row[2] for row in read_pages())


def test_a_yes_to_statistics_and_a_no_to_videos_counts_and_loads_no_video(client: Client) -> None:
    client.cookies["film_id"] = "7"
    choose(client, "choose", groups=["statistics"])
    assert client.cookies["film_id"].value == ""  # what was refused is removed
    assert not has_consent(visit_as(client), "videos")
    assert count_visits(client) == 1


def test_a_yes_to_videos_alone_counts_nothing(client: Client) -> None:
    choose(client, "choose", groups=["videos"])
    assert has_consent(visit_as(client), "videos")
    assert count_visits(client) == 0


def test_one_yes_is_taken_back_and_the_other_goes_on(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    choose(client, "accept")
    assert count_visits(client) == 1
    time_machine.move_to("2026-11-23 12:01+01:00", tick=False)
    choose(client, "choose", groups=["videos"])
    assert count_visits(client) == 1  # as before
    assert client.cookies["last_visit_day"].value == ""
    assert has_consent(visit_as(client), "videos")
    assert list_acts() == ["consent", "withdraw"]
    answers = CookieChoice.objects.get(act="withdraw").answers
    assert (answers["statistics"][:3], answers["videos"][:4]) == ("no.", "yes.")
    time_machine.move_to("2026-11-23 12:02+01:00", tick=False)
    choose(client, "withdraw")
    assert not has_consent(visit_as(client), "videos")


def test_an_answer_about_one_alone_leaves_the_other_open(client: Client) -> None:
    choose(client, "accept", asked=["statistics"])
    assert count_visits(client) == 1
    assert not has_consent(visit_as(client), "videos")
    assert "nog niet gekozen" in client.get("/cookies/keuze/").content.decode()
