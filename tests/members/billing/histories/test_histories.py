"""Whatever happens, in whatever order, and whatever breaks: in the end our books are those of the provider.

`HISTORIES=10000 make prove` tries as many; the suite tries a few.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import Phase, given, settings

from members.billing.models import Order, Payment, Refund, Subscription
from members.billing.reconciling import reconcile
from members.billing.sandbox.running import Sandbox
from members.membership.models import Offer
from tests.factories.courses import make_course
from tests.factories.offers import make_course_offer, make_membership
from tests.factories.people import make_person
from tests.members.billing.conftest import send_to_site
from tests.members.billing.histories.acting import ACTS, Scene, histories, run_due
from tests.members.billing.histories.truth import list_faults
from tests.members.billing.shopping import order
from tests.visiting import Client

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 31, 11, tzinfo=UTC)
NUMBER = int(os.environ.get("HISTORIES", "8"))
# A history takes a second: making a bad one shorter would take an hour. Its acts are told as they were.
tried = settings(max_examples=NUMBER, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@contextmanager
def scene(site: Any, sell: Callable[[], Offer], **declared: str) -> Iterator[Scene]:
    """An order whose buyer stands at the provider's screen. What comes of it is undone afterwards."""
    with time_machine.travel(NOON) as traveller, Sandbox.start(post=send_to_site) as provider, undone():
        site.MOLLIE_API_ENDPOINT, site.MOLLIE_API_KEY = provider.address, provider.key
        client = Client()
        client.force_login(make_person())
        order(client, sell().slug, **declared)
        yield Scene(provider, traveller, client, Order.objects.get())


@contextmanager
def undone() -> Iterator[None]:
    """No `atomic`: some of what the site does refuses to be part of more."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


def play(story: Scene, acts: list[tuple[str, int]]) -> None:
    for name, number in acts:
        story.do(name, number)


def let_it_end(story: Scene) -> None:
    """Nothing breaks any more, the member stops, and everybody has all the time they need."""
    story.provider.faults.waiting.clear()
    story.provider.faults.webhooks.clear()
    hear_everything()
    story.do("the member cancels", 0)
    for _day in range(45):
        story.traveller.shift(timedelta(days=1))
        story.provider.deliver_webhooks()
        run_due(story, 0)
    hear_everything()


def hear_everything() -> None:
    list(reconcile(Payment.objects.exclude(provider_id=None).select_related("charge__order")))


def refuse_faults(story: Scene) -> None:
    let_it_end(story)
    assert list(list_faults(story.provider)) == []
    assert not Payment.objects.under_way().filter(sequence="recurring").exists()
    assert not Refund.objects.filter(status=Refund.Status.INTENDED, provider_id=None).exists()


@given(acts=histories)
@tried
def test_a_membership_ends_with_the_books_of_the_provider(acts: list[tuple[str, int]], settings: Any) -> None:
    with scene(settings, lambda: make_membership(grace_days=10), start_now="on") as story:
        play(story, acts)
        refuse_faults(story)
        assert not Subscription.objects.filter(ends_on=None).exists()


@given(acts=histories)
@tried
def test_a_course_ends_with_the_books_of_the_provider(acts: list[tuple[str, int]], settings: Any) -> None:
    with scene(settings, lambda: make_course_offer(make_course()), waiver="on") as story:
        play(story, acts)
        refuse_faults(story)


def test_every_act_is_tried() -> None:
    assert len(ACTS) == 17
