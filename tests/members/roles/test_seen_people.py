"""No page of the admin shows somebody's name or address without a line about it in the log of who looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from legal.statements.models import StaffReading
from tests.factories.invoices import issue, make_buyer
from tests.visiting import Client

from .addresses import list_addresses
from .place import Place
from .test_matrix import list_doors

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FAMILY_NAME = "Kanarievogel"


def list_pages_about_people(place: Place) -> Iterator[tuple[str, str]]:
    """What opens for owners and not for editors: makers of pages have nobody's data."""
    doors = list_doors()
    for name, address in list_addresses(place).items():
        who = doors.get((name, "GET"), set())
        if "Owners" in who and "Editors" not in who and address.startswith("/admin/"):
            yield name, address


def test_whoever_sees_somebody_is_on_record() -> None:
    place = Place()
    place.person.last_name = FAMILY_NAME
    place.person.save()
    place.invoice = issue(buyer=make_buyer(name=place.person.get_full_name()), account=place.person)
    client, silent, showing = Client(), [], []
    client.force_login(place.make_visitor("Owners"))
    for name, address in list_pages_about_people(place):
        known = StaffReading.objects.count()
        words = client.get(address).getvalue().decode(errors="replace")
        if place.person.email in words or FAMILY_NAME in words:
            showing.append(name)
            silent += [] if StaffReading.objects.count() > known else [name]
    assert silent == []
    assert len(showing) >= 12, showing
