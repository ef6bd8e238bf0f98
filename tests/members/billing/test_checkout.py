"""Somebody orders, pays at the provider, comes back, and can begin."""

from urllib.parse import urlsplit

import pytest

from members.billing.models import MoneyEntry, Order, Payment
from members.billing.sandbox.running import Sandbox
from members.billing.withdrawal.deciding import decide
from members.invoicing.models import Invoice
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.invoices import fill_in_issuer
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, order, press_button
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


@pytest.mark.parametrize(
    ("nature", "treatment", "words"), [("live", "|E|", "vrijgesteld van btw"), ("service", "|S|", "inclusief btw")]
)
def test_teaching_by_a_recognised_provider_is_a_service_without_vat(
    client: Client, provider: Sandbox, nature: str, treatment: str, words: str
) -> None:
    fill_in_issuer(is_recognised_training_provider=True)
    course = make_course()
    sell(course, slug="les", nature=nature, term_months=1)
    client.force_login(make_person())
    check = enter(client, "les")
    assert f"€\u00a049 ({words})" in client.get(check).content.decode()
    press_button(client, check, start_now="on")
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    invoice, decision = Invoice.objects.get(), decide(Order.objects.get())
    assert (invoice.total_cents, invoice.treatments) == (4900, treatment)
    assert (decision.outcome, decision.is_by_day) == ("valid", True)
