"""A member's page about what they pay for, in every state."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.models import Charge, Order
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.statements import publish_version
from tests.members.billing.membership.own_pages import PAGE, cancel, read, visit
from tests.members.billing.shopping import DETAILS, join, let_days_pass, press_button
from tests.members.billing.shopping import order as buy
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def order(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    time_machine.move_to(NOON)
    make_membership()
    return join(make_person(), provider)


def test_who_has_nothing_is_shown_where_to_begin(db: None) -> None:
    page = read(visit(make_person()))
    assert "Je hebt geen lidmaatschap." in page
    assert "Andere bestellingen" not in page
    assert 'aria-current="page">Lidmaatschap</a>' in page


def test_a_member_sees_since_when_until_when_and_what_comes_next(order: Order) -> None:
    page = read(visit(order.user))
    for words in (
        "Loopt. Alle cursussen zijn open voor je.",
        "<dt>Lid sinds</dt><dd>10 maart 2026</dd>",
        "<dt>Betaald tot</dt><dd>10 april 2026</dd>",
        "€ 19, 10 april 2026",
        "Je rekening bij ING die eindigt op 0000",
    ):
        assert words in page


def test_the_page_is_there_in_english(order: Order) -> None:
    page = visit(order.user).get(f"/en{PAGE}").content.decode()
    assert "Running. All courses are open for you." in page


def test_while_a_debit_is_on_its_way_nothing_is_asked(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order
) -> None:
    let_days_pass(31, time_machine, provider)
    page = read(visit(order.user))
    assert "De betaling voor deze periode is onderweg" in page
    assert "€ 19 is onderweg van je bank naar ons." in page
    assert "Betaal € 19" not in page


def test_other_orders_stand_below_each_with_how_it_stands(provider: Sandbox, order: Order) -> None:
    client = visit(order.user)
    paid, waiting = make_course("Betaald"), make_course("Wacht nog")
    for course in (paid, waiting):
        sell(course)
        buy(client, course.slug, waiver="on")
        if course is paid:
            provider.pay(provider.list_payments()[0].id, method="ideal")
            provider.deliver_webhooks()
    page = read(client)
    assert "Betaald. Dit blijft altijd van jou." in page
    assert "Er is nog niet betaald. Je bestelling staat klaar." in page
    assert page.count("Betaal € 49 met iDEAL of kaart") == 1
    Charge.objects.filter(order__offer__name="Wacht nog").update(dropped_at=timezone.now())
    assert "Vervallen. Je hoeft niets te betalen." in read(client)


def test_a_course_for_some_months_and_one_that_is_over(
    provider: Sandbox, time_machine: TimeMachineFixture, client: Client
) -> None:
    time_machine.move_to(NOON)
    course = make_course()
    sell(course, term_months=6)
    client = visit(make_person())
    buy(client, course.slug, waiver="on")
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    assert "Open voor je tot en met 9 september 2026." in read(client)
    time_machine.shift(timedelta(days=200))
    client.log_in_again()
    assert "Liep tot en met 9 september 2026." in read(client)
    Order.objects.update(ended_at=timezone.now())
    assert "Beëindigd op 26 september 2026." in read(client)


def test_a_gift_for_somebody_else_and_one_that_was_received(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    person = make_person()
    client = visit(person)
    begun = client.post("/bestellen/lid-month/", DETAILS | {"way": "gift"})
    press_button(client, begun["Location"], waiver="on")
    provider.pay(provider.list_payments()[0].id, method="ideal")
    provider.deliver_webhooks()
    Grant.objects.filter(user=person).delete()
    facts: dict[str, Any] = {"source": "gift", "starts_at": timezone.now()}
    Grant.objects.create(user=person, ends_at=timezone.now() + timedelta(days=20), **facts)
    page = read(client)
    assert "Dit is een cadeau voor iemand anders." in page
    assert "<dt>Cadeau</dt> <dd> Alle cursussen<br> Tot en met 30 maart 2026." in page


def test_nobody_sees_what_another_has(order: Order) -> None:
    page = read(visit(make_person("ander@voorbeeld.example")))
    assert order.number not in page
    assert Client().get(PAGE)["Location"].startswith("/account/login/")


def test_each_form_of_the_page_carries_its_own_token(order: Order) -> None:
    """Without one a browser is refused, which the client of other tests is not."""
    member = visit(order.user)
    cancel(member, order)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = member.cookies
    page = browser.get(PAGE)
    path = f"{PAGE}{order.key}/doorgaan/"
    form = page.content.decode().split(f'action="{path}"')[1].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert browser.post(path).status_code == 403
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert browser.post(path, {"csrfmiddlewaretoken": token}).status_code == 302


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_months(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, django_assert_max_num_queries: Any
) -> None:
    let_days_pass(40, time_machine, provider)
    client = visit(order.user)
    client.get(PAGE)
    with django_assert_max_num_queries(40) as asked:
        client.get(PAGE)
    few = len(asked)
    let_days_pass(62, time_machine, provider)
    client.log_in_again()
    client.get(PAGE)
    with django_assert_max_num_queries(few):
        client.get(PAGE)


def test_who_owes_an_answer_about_the_terms_can_cancel_all_the_same(order: Order) -> None:
    publish_version("terms")
    member = visit(order.user)
    assert member.get("/account/").status_code == 302
    assert "Je hebt opgezegd." in cancel(member, order)
