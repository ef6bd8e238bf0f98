"""Somebody orders, pays at the provider, comes back, and can begin."""

from urllib.parse import urlsplit

import pytest

from members.billing.models import MoneyEntry, Order, Payment
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import order
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def test_who_pays_for_a_course_can_begin_at_once(client: Client, provider: Sandbox) -> None:
    course = make_course()
    sell(course)
    person = make_person()
    client.force_login(person)
    checkout = order(client, course.slug, waiver="on")
    assert checkout.startswith(provider.address)
    (payment,) = provider.list_payments()
    provider.pay(payment.id, method="ideal")
    page = client.get(urlsplit(payment.redirect_url).path).content.decode()
    assert "je bestelling is rond" in page
    grant = Grant.objects.get()
    assert (grant.user, grant.course, grant.ends_at) == (person, course.translation_key, None)
    assert [entry.cents for entry in MoneyEntry.objects.all()] == [4900]


def test_the_webhook_alone_is_enough(client: Client, provider: Sandbox) -> None:
    make_membership()
    person = make_person()
    client.force_login(person)
    order(client, "lid-month", start_now="on")
    (payment,) = provider.list_payments()
    provider.pay(payment.id, method="ideal")
    provider.deliver_webhooks()
    grant = Grant.objects.get()
    assert (grant.user, grant.course, grant.source) == (person, None, "membership")
    subscription = Order.objects.get().subscription
    assert subscription.mandate_id
    provider.deliver_webhooks()
    client.get(urlsplit(payment.redirect_url).path)
    assert Grant.objects.count() == MoneyEntry.objects.count() == Payment.objects.count() == 1
