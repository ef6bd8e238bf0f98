"""Trying a membership, and what is free."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.models import Customer, Declaration, Order, Payment, Subscription
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant, OfferPrice
from tests.factories.courses import make_course
from tests.factories.offers import make_bundle, make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, join, let_days_pass, press_button
from tests.page_forms import read_form
from tests.visiting import Client

from .buying import is_inside, list_sources, log_in, place, read_mails

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def test_who_tries_is_in_at_once_without_paying_or_giving_bank_details(provider: Sandbox) -> None:
    make_membership(trial_days=14)
    client = log_in()
    look = client.get(enter(client, "lid-month", way="trial")).content.decode()
    assert "Bestelling plaatsen" in look
    assert "14 dagen. Het stopt vanzelf en kost niets." in look
    order = place(client, "lid-month", way="trial")
    assert "Je kunt meteen beginnen" in client.get(f"/bestellen/{order.key}/betaald/").content.decode()
    assert list_sources(client) == ["trial"]
    assert not Payment.objects.exists() and not Customer.objects.exists() and not Subscription.objects.exists()
    assert not Declaration.objects.filter(kind="obligation").exists()
    assert provider.list_payments() == []


def test_a_trial_stops_by_itself_after_its_days_and_says_so_before(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(trial_days=14)
    client = log_in()
    place(client, "lid-month", way="trial")
    let_days_pass(14, time_machine, provider)
    assert is_inside(client)
    (mail,) = read_mails("sanne@voorbeeld.example", "proefperiode")
    assert "tot en met 24 maart 2026" in mail
    assert "/bestellen/lid-month/" in mail
    let_days_pass(1, time_machine, provider)
    assert not is_inside(client)
    assert provider.list_payments() == []


def test_who_tried_may_not_try_again(provider: Sandbox) -> None:
    make_membership(trial_days=14)
    client = log_in()
    place(client, "lid-month", way="trial")
    assert 'value="trial"' not in client.get("/bestellen/lid-month/").content.decode()
    response = client.post("/bestellen/lid-month/", {"first_name": "S", "last_name": "V", "way": "trial"})
    assert response.status_code == 422
    assert "Zo is dit niet te koop" in response.content.decode()
    assert Order.objects.count() == 1


def test_who_was_a_member_may_not_try(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(trial_days=14)
    make_membership(period="year", cents=19000, trial_days=14)
    person = make_person()
    join(person, provider)
    client = Client()
    client.force_login(person)
    response = client.post("/bestellen/lid-year/", {"first_name": "S", "last_name": "V", "way": "trial"})
    assert "Zo is dit niet te koop" in response.content.decode()


def test_a_second_window_finds_that_it_was_tried(provider: Sandbox) -> None:
    make_membership(trial_days=14)
    client = log_in()
    first, second = enter(client, "lid-month", way="trial"), enter(client, "lid-month", way="trial")
    seen = read_form(client.get(second), None).fields
    press_button(client, first)
    page = client.post(second, seen)
    assert page.status_code == 409
    assert "Je hebt dit al geprobeerd" in page.content.decode()
    assert Order.objects.placed().count() == 1


def test_joining_during_the_trial_works_and_nobody_is_invited_then(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(trial_days=14)
    person = make_person()
    client = Client()
    client.force_login(person)
    place(client, "lid-month", way="trial")
    let_days_pass(3, time_machine, provider)
    join(person, provider)
    assert list_sources(client) == ["trial", "membership"]
    let_days_pass(13, time_machine, provider)
    assert is_inside(client)
    assert read_mails(person.email, "proefperiode") == []


def test_joining_after_the_trial_works(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(trial_days=3)
    person = make_person()
    client = Client()
    client.force_login(person)
    place(client, "lid-month", way="trial")
    let_days_pass(6, time_machine, provider)
    assert not is_inside(client)
    join(person, provider)
    assert is_inside(client)


def test_what_is_free_is_placed_without_payment_or_obligation(provider: Sandbox) -> None:
    course = make_course()
    sell(course, 0)
    client = log_in()
    look = client.get(enter(client, course.slug)).content.decode()
    assert "Bestelling plaatsen" in look and "betalingsverplichting" not in look and "Kortingscode" not in look
    place(client, course.slug)
    grant = Grant.objects.get()
    assert (grant.user, grant.course, grant.source) == (client.person, course.translation_key, "purchase")
    assert not Payment.objects.exists() and not Declaration.objects.exists()


def test_who_pays_is_recorded_as_having_pressed_the_button_that_obliges(provider: Sandbox) -> None:
    make_membership()
    place(log_in(), "lid-month")
    declared = Declaration.objects.get(kind="obligation")
    assert declared.wording == "Bestelling met betalingsverplichting"


def test_a_free_membership_goes_on_without_asking_for_anything(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(cents=0)
    client = log_in()
    place(client, "lid-month")
    let_days_pass(65, time_machine, provider)
    assert is_inside(client)
    assert not Payment.objects.exists()
    assert read_mails("sanne@voorbeeld.example", "schrijven we af") == []
    assert read_mails("sanne@voorbeeld.example", "Betaal") == []


def test_a_price_that_changed_is_shown_and_can_then_be_ordered(provider: Sandbox) -> None:
    offer = make_membership()
    client = log_in()
    address = enter(client, "lid-month")
    seen = read_form(client.get(address), None).fields
    OfferPrice.objects.filter(offer=offer).update(cents=2500)
    page = client.post(address, seen | {"start_now": "on"})
    assert page.status_code == 409
    assert "Er is intussen iets veranderd" in page.content.decode() and "€\xa025" in page.content.decode()
    assert not Order.objects.placed().exists()
    assert press_button(client, address, start_now="on").status_code == 303
    assert Order.objects.get().cents == 2500


def test_a_bundle_opens_each_of_its_courses(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    courses = [make_course(), make_course("Tijd terug"), make_course("Nee zeggen")]
    make_bundle(*courses, nature="digital", term_months=6)
    client = log_in()
    place(client, "bundel")
    newest = provider.list_payments()[0]
    provider.pay(newest.id, method="ideal")
    provider.deliver_webhooks()
    grants = list(Grant.objects.all())
    assert {grant.course for grant in grants} == {course.translation_key for course in courses}
    assert {grant.ends_at for grant in grants} == {timezone.make_aware(datetime(2026, 9, 10))}
    provider.charge_back(newest.id)
    time_machine.shift(timedelta(minutes=1))
    provider.deliver_webhooks()
    assert not is_inside(client)


def test_what_nobody_paid_for_lapses_and_says_so(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership()
    client = log_in()
    enter(client, "lid-month")
    order = place(client, "lid-month")
    let_days_pass(15, time_machine, provider)
    client.log_in_again()
    page = client.get(f"/bestellen/{order.key}/betaald/").content.decode()
    assert "Deze bestelling is vervallen" in page and "Betaal nu" not in page
    assert list(Order.objects.all()) == [order]  # the draft is forgotten
