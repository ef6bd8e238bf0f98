"""The story of one order: all that happened, in time order, whoever did it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from members.billing.administration.story.timeline import tell_story
from members.billing.models import Order
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join, let_days_pass, run_due
from tests.members.billing.ways.buying import buy, log_in, make_coupon

from .office import do, enter_office, read_story

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def list_words(order: Order) -> list[str]:
    return [str(event.what) for event in tell_story(order)]


def test_a_membership_from_its_order_to_its_end(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    make_coupon()
    client = log_in()
    order = buy(client, provider, "lid-month", coupon="ZOMER")
    let_days_pass(32, time_machine, provider)
    provider.charge_back(provider.list_payments()[-1].id)
    provider.deliver_webhooks()
    time_machine.shift(timedelta(days=1))
    do(enter_office(), order, "beeindigen", choice="now 2026-04-12 0")
    order.refresh_from_db()
    words = list_words(order)
    told = iter(words)
    for step in (
        *("Besteld", "Kortingscode gebruikt", "Betaling begonnen", "Betaald", "Factuur WF2026-00001", "Toegang"),
        *("Periode 2", "Gestorneerd", "Creditfactuur WF2026-00002", "Beëindigd", "Bestelling beëindigd"),
    ):
        assert step in told, (step, "; ".join(words))
    assert {"Toegang", "Mail verstuurd", "Lidmaatschap stopt", "Hoeft niet meer betaald"} <= set(words)
    moments = [event.moment for event in tell_story(order)]
    assert moments == sorted(moments)


def test_the_page_leads_to_the_invoices_and_names_who_decided(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    order, finance = join(make_person(), provider), enter_office()
    do(finance, order, "terugbetalen", euros="4,50")
    assert run_due() == []
    page = read_story(finance, order)
    for words in ("/admin/facturen/", "lotte@voorbeeld.example", "−€ 4,50", "Door een medewerker"):
        assert words in page


def test_a_longer_story_asks_the_database_as_often(
    provider: Sandbox, time_machine: TimeMachineFixture, django_assert_num_queries: Any
) -> None:
    time_machine.move_to(NOON)
    make_membership()
    order = join(make_person(), provider)
    with CaptureQueriesContext(connection) as queries:
        tell_story(order)
    counted = len(queries)
    let_days_pass(62, time_machine, provider)
    with django_assert_num_queries(counted):
        assert len(tell_story(order)) > 15


def test_the_story_of_an_erased_person_is_still_told_without_them(provider: Sandbox) -> None:
    make_membership()
    person = make_person()
    order, finance = join(person, provider), enter_office()
    do(finance, order, "terugbetalen", euros="1")
    person.delete()
    page = read_story(finance, order)
    assert "Gewist" in page and "sanne@voorbeeld.example" not in page and "Geld teruggegeven" in page
