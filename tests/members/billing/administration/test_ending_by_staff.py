"""What a colleague ends, and the access that one gives: with a reason, and with a mail to whom it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import ModelLogEntry

from members.billing.models import Order, Payment, Refund, StaffAct
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.membership.own_pages import find_subscription, may_enter, read, read_mail, visit
from tests.members.billing.membership.own_pages import send as send_as_member
from tests.members.billing.shopping import join, let_days_pass, run_due
from tests.members.billing.ways.buying import buy, log_in, place
from tests.members.billing.ways.test_check_grants import run_command
from tests.visiting import Client

from .office import ORDERS, REASON, do, enter_office, open_form, send

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def member(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    """Since ten days, of a month of 31 days."""
    time_machine.move_to(NOON)
    make_membership()
    order = join(make_person(), provider)
    time_machine.shift(timedelta(days=10))
    return order


def list_ways(client: Client, order: Order) -> list[str]:
    form = client.get(f"{ORDERS}{order.pk}/beeindigen/").context["form"]
    return [name.split()[0] for name, _words in form.fields["choice"].choices]


def test_a_membership_ends_with_its_period_as_when_the_member_cancels(member: Order) -> None:
    finance = enter_office()
    page = do(finance, member, "beeindigen", choice="term 2026-04-10 0")
    assert "Lidmaatschap stopt" in page and REASON in page
    assert find_subscription(member).ends_on == date(2026, 4, 10)
    assert may_enter(member.user) and not Refund.objects.exists()
    said = read_mail()
    assert "We beëindigen je bestelling" in said and "10 april 2026" in said and REASON not in said
    client = visit(member.user)
    assert "Ga toch door" not in read(client)
    assert "Hier is geen opzegging" in send_as_member(client, member, "doorgaan")
    assert find_subscription(member).ends_on == date(2026, 4, 10)
    assert run_command()[0] == 0


def test_a_membership_ends_at_once_and_what_is_left_of_the_month_goes_back(
    member: Order, provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    """21 of 31 days of 19 euros."""
    finance = enter_office()
    fields = open_form(finance, member, "beeindigen")
    assert fields["choice"] == "now_paid 2026-03-20 1287"
    assert [send(finance, member, "beeindigen", fields).status_code for _click in range(2)] == [302, 302]
    assert not may_enter(member.user)
    assert [(one.cents, one.reason) for one in Refund.objects.all()] == [(1287, "staff")]
    let_days_pass(30, time_machine, provider)
    assert len(provider.list_payments()) == 1
    assert StaffAct.objects.get().facts == {"way": "now_paid", "day": "2026-03-20", "cents": 1287}
    assert run_command()[0] == 0


def test_who_ends_without_money_back_gives_none(member: Order) -> None:
    finance = enter_office()
    do(finance, member, "beeindigen", choice="now 2026-03-20 0")
    assert not may_enter(member.user) and not Refund.objects.exists()
    assert "al beëindigd" in finance.get(f"{ORDERS}{member.pk}/beeindigen/").content.decode()


def test_what_was_chosen_and_holds_no_more_is_refused(member: Order, time_machine: TimeMachineFixture) -> None:
    finance = enter_office()
    fields = open_form(finance, member, "beeindigen")
    time_machine.shift(timedelta(days=1))
    finance.log_in_again()
    response = send(finance, member, "beeindigen", fields)
    assert response.status_code == 422 and "Er is intussen iets veranderd" in response.content.decode()
    assert find_subscription(member).cancelled_at is None and not StaffAct.objects.exists()
    assert send(finance, member, "beeindigen", fields | {"choice": "now_paid 2026-03-21 190000"}).status_code == 422


def test_who_cancelled_can_still_be_ended_at_once(member: Order) -> None:
    finance = enter_office()
    do(finance, member, "beeindigen", choice="term 2026-04-10 0")
    assert list_ways(finance, member) == ["now", "now_paid"]
    do(finance, member, "beeindigen")
    assert find_subscription(member).ends_on == date(2026, 3, 20)


def test_a_course_that_is_ended_shuts_and_all_of_its_price_can_go_back(provider: Sandbox) -> None:
    course = make_course()
    sell(course)
    client = log_in()
    order = buy(client, provider, course.slug)
    do(enter_office(), order, "beeindigen")
    assert Refund.objects.get().cents == 4900 and not may_enter(client.person)


def test_an_order_that_nobody_paid_yet_ends_and_owes_nothing(provider: Sandbox) -> None:
    make_membership()
    order = place(log_in(), "lid-month")
    finance = enter_office()
    assert list_ways(finance, order) == ["now"]
    do(finance, order, "beeindigen")
    assert not order.charges.unsettled().exists()
    Payment.objects.update(status="expired", concluded_at=timezone.now())
    order.user.delete()
    assert not Order.objects.exists() and not StaffAct.objects.exists()
    assert ModelLogEntry.objects.filter(action="billing.ended", user=finance.person).exists()


def test_access_by_hand_holds_up_to_its_last_day_beside_what_follows_from_money(member: Order) -> None:
    finance = enter_office()
    page = do(finance, member, "toegang", last_day="2026-05-31")
    grant = Grant.objects.get(source="staff")
    assert (grant.user, grant.last_day, grant.origin, grant.granted_by) == (
        member.user,
        date(2026, 5, 31),
        None,
        finance.person,
    )
    assert "Gegeven door een medewerker" in page and "31 mei 2026" in read_mail()
    assert run_due() == [] and run_command()[0] == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"last_day": "2026-03-19"}, "Deze dag is al voorbij"),
        ({"last_day": "31-31"}, "Vul een datum in"),
        ({"last_day": "2026-04-01"}, "heeft dit al"),
        ({"reason": " "}, "Schrijf op waarom"),
    ],
)
def test_access_that_would_give_nothing_is_refused(member: Order, fields: dict[str, str], words: str) -> None:
    finance = enter_office()
    response = send(finance, member, "toegang", open_form(finance, member, "toegang") | fields)
    assert response.status_code == 422 and words in response.content.decode()
    assert not Grant.objects.filter(source="staff").exists() and not StaffAct.objects.exists()


def test_access_is_given_once_and_never_to_nobody(member: Order) -> None:
    finance = enter_office()
    fields = open_form(finance, member, "toegang") | {"last_day": "2026-12-31"}
    assert [send(finance, member, "toegang", fields).status_code for _click in range(2)] == [302, 302]
    assert Grant.objects.filter(source="staff").count() == 1
    member.user.delete()
    later = fields | {"key": str(uuid4()), "last_day": "2027-12-31"}
    assert send(finance, member, "toegang", later).status_code == 422


@pytest.mark.parametrize("group", ["Editors", "Legal", "Support", "Moderators"])
def test_other_colleagues_neither_see_nor_act(member: Order, group: str) -> None:
    client = enter_office(group)
    assert "Bestellingen" not in client.get("/admin/").content.decode()
    for act in ("", "terugbetalen/", "kwijtschelden/", "toegang/", "beeindigen/"):
        assert client.get(f"{ORDERS}{member.pk}/{act}").status_code == 404
        assert client.post(f"{ORDERS}{member.pk}/{act}", {"reason": REASON}).status_code in (404, 405)
    assert not StaffAct.objects.exists()
