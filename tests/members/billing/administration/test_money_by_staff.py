"""Money that a colleague gives back, and what they let somebody off: once, with a reason, to the cent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from time_machine import TimeMachineFixture
from wagtail.models import ModelLogEntry

from members.billing.administration.acting import Decided, Outdated
from members.billing.administration.refunding import refund_payment
from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund, StaffAct
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import Invoice
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_colleague, make_person
from tests.members.billing.membership.own_pages import find_subscription, may_enter, read_mail
from tests.members.billing.shopping import join, let_days_pass, run_due
from tests.members.billing.ways.buying import buy, log_in
from tests.members.billing.ways.test_check_grants import run_command
from tests.same_moment import run_at_once

from .office import ORDERS, REASON, do, enter_office, open_form, read_story, send

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def buy_course(provider: Sandbox) -> Order:
    course = make_course()
    sell(course)
    return buy(log_in(), provider, course.slug)


@pytest.mark.django_db
def test_a_part_that_goes_back_gets_its_credit_note_and_a_mail_and_the_course_stays_open(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    order, finance = buy_course(provider), enter_office()
    page = do(finance, order, "terugbetalen", euros="12,50")
    assert "Geld teruggegeven" in page and REASON in page and "lotte@voorbeeld.example" in page
    let_days_pass(4, time_machine, provider)
    assert [(one.cents, one.reason, one.status) for one in Refund.objects.all()] == [(1250, "staff", "refunded")]
    assert [invoice.signed_total_cents for invoice in Invoice.objects.order_by("pk")] == [4900, -1250]
    assert may_enter(order.user) and "€ 12,50" in read_mail().replace("\u00a0", " ")
    assert (StaffAct.objects.get().facts["cents"], StaffAct.objects.get().actor) == (1250, finance.person.pk)
    assert run_command()[0] == 0


@pytest.mark.django_db
def test_all_that_is_left_goes_back_and_the_course_shuts(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    order, finance = buy_course(provider), enter_office()
    do(finance, order, "terugbetalen", euros="9")
    do(finance, order, "terugbetalen", euros="40")
    assert "Er is niets om terug te geven" in finance.get(f"{ORDERS}{order.pk}/terugbetalen/").content.decode()
    let_days_pass(4, time_machine, provider)
    assert sum(MoneyEntry.objects.values_list("cents", flat=True)) == 0
    assert sum(invoice.signed_total_cents for invoice in Invoice.objects.all()) == 0
    assert not may_enter(order.user)
    assert run_command()[0] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"euros": "49,01"}, "hoogstens €\u00a049,00"),
        ({"euros": "0"}, "vanaf € 0,01"),
        ({"euros": "-5"}, "Vul een bedrag in"),
        ({"euros": ""}, "Vul in hoeveel je teruggeeft"),
        ({"reason": ""}, "Schrijf op waarom je dit doet"),
        ({"reason": "een\nregel\u202e"}, "Schrijf de reden op één regel"),
        ({"choice": "999"}, "Er is intussen iets veranderd"),
        ({"key": "x"}, "Geef geld terug"),
    ],
)
def test_what_cannot_be_given_back_is_refused(provider: Sandbox, wrong: dict[str, str], words: str) -> None:
    order, finance = buy_course(provider), enter_office()
    response = send(finance, order, "terugbetalen", open_form(finance, order, "terugbetalen") | {"euros": "5"} | wrong)
    assert response.status_code == 422 and words in response.content.decode()
    assert not Refund.objects.exists() and not StaffAct.objects.exists()


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_gives_money_once(provider: Sandbox) -> None:
    order, finance = buy_course(provider), enter_office()
    for euros in ("5", "49"):
        fields = open_form(finance, order, "terugbetalen") | {"euros": euros}
        Refund.objects.all().delete()
        answers = [send(finance, order, "terugbetalen", fields) for _click in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Refund.objects.count() == 1
    assert "Dit was al gedaan" in read_story(finance, order)
    assert ModelLogEntry.objects.filter(action="billing.refunded").count() == 2


@pytest.mark.django_db
def test_who_may_not_act_on_orders_does_nothing(provider: Sandbox) -> None:
    order = buy_course(provider)
    by = Decided(make_colleague("Support"), REASON, uuid4())
    with pytest.raises(PermissionDenied):
        refund_payment(payment=Payment.objects.get(charge__order=order), cents=5, by=by)
    assert not Refund.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_the_same_moment_give_back_no_more_than_came_in(provider: Sandbox) -> None:
    payment, colleague = Payment.objects.get(charge__order=buy_course(provider)), make_colleague("Finance")

    def give() -> str:
        try:
            refund_payment(payment=payment, cents=3000, by=Decided(colleague, REASON, uuid4()))
        except Outdated:
            return "outdated"
        return "given"

    assert sorted(run_at_once([give] * 3)) == ["given", "outdated", "outdated"]
    assert Refund.objects.get().cents == 3000


@pytest.mark.django_db
def test_what_the_bank_took_back_before_it_was_on_its_way_is_not_given_as_well(provider: Sandbox) -> None:
    order, finance = buy_course(provider), enter_office()
    do(finance, order, "terugbetalen", euros="49")
    provider.charge_back(provider.list_payments()[0].id)
    assert run_due() == []
    assert Refund.objects.get().provider_id is None  # it waits for what the bank may yet give back
    assert sum(MoneyEntry.objects.values_list("cents", flat=True)) == 0
    assert sum(invoice.signed_total_cents for invoice in Invoice.objects.all()) == 0


@pytest.mark.django_db
def test_what_the_bank_took_back_cannot_be_given_back_and_can_be_waived(provider: Sandbox) -> None:
    order, finance = buy_course(provider), enter_office()
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert "Er is niets om terug te geven" in finance.get(f"{ORDERS}{order.pk}/terugbetalen/").content.decode()
    fields = open_form(finance, order, "kwijtschelden")
    assert send(finance, order, "kwijtschelden", fields).status_code == 302
    assert "€ 49 open. Dat hoef je niet meer te betalen" in read_mail().replace("\u00a0", " ")
    assert "Dit was al gedaan" not in read_story(finance, order)
    assert send(finance, order, "kwijtschelden", fields).status_code == 302
    assert send(finance, order, "kwijtschelden", fields | {"key": str(uuid4())}).status_code == 422
    assert StaffAct.objects.get().kind == "waived"
    assert sum(invoice.signed_total_cents for invoice in Invoice.objects.all()) == 0
    assert run_command()[0] == 0


@pytest.mark.django_db
def test_a_membership_goes_on_after_a_period_that_was_waived(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(grace_days=7)
    order = join(make_person(), provider)
    time_machine.shift(timedelta(days=3))
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    do(enter_office(), order, "kwijtschelden")
    let_days_pass(8, time_machine, provider)
    assert not may_enter(order.user)
    let_days_pass(22, time_machine, provider)
    assert find_subscription(order).ends_on is None
    assert [charge.number for charge in Charge.objects.order_by("number")] == [1, 2]
    assert may_enter(order.user) and run_due() == []
    assert run_command()[0] == 0
