"""Who finds a hole in the site finds whom to write to, in a file that programs can read too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from sectxt import Parser

from home.identity.models import Organisation
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "/.well-known/security.txt"
ABOUT_SIGNING = {"not_signed", "no_encryption"}  # a signature needs a key of the organisation, which it has not


@pytest.fixture
def organisation() -> Organisation:
    organisation = Organisation.load()
    organisation.email = "hallo@werkflippen.example"
    organisation.save()
    return organisation


def test_the_file_has_no_faults(client: Client, organisation: Organisation, settings) -> None:
    settings.SITE_URL = "https://werkflippen.example"
    response = client.get(ADDRESS)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    found = Parser(response.content, urls=f"{settings.SITE_URL}{ADDRESS}")
    assert found.errors == []
    assert {advice["code"] for advice in found.recommendations} <= ABOUT_SIGNING
    assert found.notifications == []
    assert found.contact_email == "hallo@werkflippen.example"
    assert sorted(found.preferred_languages) == ["en", "nl"]


def test_it_is_valid_for_less_than_a_year_and_the_same_all_day(client: Client, organisation, time_machine) -> None:
    time_machine.move_to("2026-11-29 00:10+00:00")
    morning = client.get(ADDRESS).content
    time_machine.move_to("2026-11-29 23:50+00:00")
    assert client.get(ADDRESS).content == morning
    [end] = [line.removeprefix("Expires: ") for line in morning.decode().splitlines() if line.startswith("Expires")]
    left = datetime.fromisoformat(end) - timezone.now().astimezone(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)
    time_machine.move_to("2026-11-30 00:10+00:00")
    assert client.get(ADDRESS).content != morning


def test_without_an_address_there_is_no_file_that_leads_nowhere(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404


def test_an_address_brings_no_line_of_its_own(client: Client, organisation: Organisation) -> None:
    organisation.email = '"a\r\nContact: mailto:boef"@boef.example'
    organisation.save()
    lines = client.get(ADDRESS).content.decode().splitlines()
    assert [line for line in lines if line.startswith("Contact")] == [lines[0]]


def test_only_reading_is_answered(client: Client, organisation: Organisation) -> None:
    assert client.post(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
