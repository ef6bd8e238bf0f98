"""The command that compares all access with the money."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command

from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import give_membership
from tests.factories.offers import make_membership
from tests.factories.people import make_person

from .buying import buy, log_in

pytestmark = pytest.mark.django_db


def run_command() -> tuple[int, str]:
    output = io.StringIO()
    try:
        call_command("check_grants", stdout=output, stderr=io.StringIO())
    except SystemExit as end:
        return int(str(end.code)), output.getvalue()
    return 0, output.getvalue()


def test_it_finds_nothing_where_all_follows_from_the_money(provider: Sandbox) -> None:
    make_membership()
    buy(log_in(), provider, "lid-month")
    give_membership(make_person("kim@voorbeeld.example"))  # by a colleague: that follows from no money
    assert run_command() == (0, "All access follows from the money.\n")


def test_it_ends_with_1_and_a_line_for_each_difference(provider: Sandbox) -> None:
    make_membership()
    client = log_in()
    order = buy(client, provider, "lid-month")
    grant = Grant.objects.get()
    Grant.objects.create(user=client.person, starts_at=grant.starts_at, origin=order.key, part="9 all", note=str(order))
    Grant.objects.filter(pk=grant.pk).update(ends_at=grant.ends_at + timedelta(days=9))
    status, said = run_command()
    first, second = said.splitlines()
    assert status == 1 and "instead of" in first and second.endswith("has a grant that follows from nothing")
    assert "@" not in said
    Grant.objects.all().delete()
    assert run_command()[1].endswith("has no grant\n")
    Order.objects.update(ended_at=grant.starts_at)
    assert run_command()[0] == 0
