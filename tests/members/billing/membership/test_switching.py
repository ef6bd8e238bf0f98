"""A member takes another plan: at the next period, or at once with the difference paid."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from time_machine import TimeMachineFixture

from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import Invoice
from members.membership.models import Offer
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.administration.office import do, enter_office
from tests.members.billing.membership.own_pages import (
    PAGE,
    cancel,
    find_subscription,
    may_enter,
    pay_at_provider,
    read,
    read_mail,
    send,
    visit,
)
from tests.members.billing.shopping import join, let_days_pass, run_due
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
YEAR = {"cents": "19000"}


@pytest.fixture
def order(provider: Sandbox, time_machine: TimeMachineFixture) -> Order:
    """A month of € 19, beside a year of € 190."""
    time_machine.move_to(NOON)
    make_membership()
    make_membership(period="year", cents=19000, name="Lid per jaar", name_en="Member per year")
    return join(make_person(), provider)


@pytest.fixture
def member(order: Order) -> Client:
    return visit(order.user)


def ask_at_once(member: Client, order: Order, slug: str = "lid-year") -> Any:
    form = member.get(f"{PAGE}{order.key}/overstappen/{slug}/").context["form"]
    return member.post(f"{PAGE}{order.key}/overstappen/{slug}/", form.initial | {"when": "now"})


def test_who_switches_at_the_next_period_pays_nothing_now_and_the_year_then(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    assert "Lid per jaar" in read(member, order, "overstappen")
    assert "Bestelling met betalingsverplichting" in read(member, order, "overstappen/lid-year")
    page = send(member, order, "overstappen/lid-year", when="later", cents="19000", now_cents="17100")
    assert "Je stapt over op 10 april 2026." in page
    assert "Je stapt dan over naar Lid per jaar." in page
    assert "Lid per jaar. Dat gaat in op 10 april 2026. We schrijven dan € 190 af." in read_mail()
    let_days_pass(45, time_machine, provider)
    charge = Charge.objects.latest("number")
    assert (charge.cents, charge.starts_on, charge.ends_on) == (19000, date(2026, 4, 10), date(2027, 4, 10))
    subscription = find_subscription(order)
    assert (subscription.agreed_number, subscription.next_terms) == (2, None)
    member.log_in_again()
    assert "Je toegang stopt op 10 april 2027." in read(member, order, "opzeggen")


def test_a_switch_that_is_planned_can_be_forgotten(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    send(member, order, "overstappen/lid-year", when="later", **YEAR)
    assert "Stap toch niet over" in read(member)
    assert "Je houdt wat je had." in send(member, order, "overstappen/terug")
    assert "Je houdt Lid per maand. Op 10 april 2026 schrijven we € 19 af." in read_mail()
    assert "Er staat geen overstap klaar." in send(member, order, "overstappen/terug")
    let_days_pass(32, time_machine, provider)
    assert Charge.objects.latest("number").cents == 1900


def test_who_switches_at_once_pays_the_difference_and_has_the_year_when_it_is_paid(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    time_machine.shift(timedelta(days=10))
    member.log_in_again()
    # 21 of 31 days are left of € 19
    assert "Je betaalt nu € 177,13: er gaat € 12,87 af" in read(member, order, "overstappen/lid-year")
    response = ask_at_once(member, order)
    assert find_subscription(order).terms.period == "month"
    assert may_enter(order.user)
    page = pay_at_provider(member, response, provider)
    assert "Je bent overgestapt." in page
    assert "€ 190, 20 maart 2027" in page
    month, year = Charge.objects.order_by("number")
    assert (year.number, year.cents, year.starts_on, year.ends_on) == (2, 17713, date(2026, 3, 20), date(2027, 3, 20))
    assert year.lines == [{"text": "Lid per jaar", "quantity": 1, "unit_cents": 19000, "discount_cents": 1287}]
    assert month.replaced_at == MoneyEntry.objects.latest("pk").happened_at
    told = read_mail()
    assert told.startswith("Je bent overgestapt")
    assert "Het is betaald tot 20 maart 2027. Daarna schrijven we € 190 af" in told
    let_days_pass(60, time_machine, provider)
    assert MoneyEntry.objects.count() == 2
    assert may_enter(order.user)
    member.log_in_again()
    assert "Je toegang stopt op 20 maart 2027." in read(member, order, "opzeggen")


def test_on_the_day_of_joining_all_of_the_month_is_taken_off(provider: Sandbox, order: Order, member: Client) -> None:
    pay_at_provider(member, ask_at_once(member, order), provider)
    assert Charge.objects.get(number=2).cents == 17100
    assert may_enter(order.user)


def test_a_switch_that_nobody_pays_is_dropped_and_the_month_is_collected(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    ask_at_once(member, order)
    let_days_pass(40, time_machine, provider)
    assert [charge.number for charge in Charge.objects.filter(dropped_at=None).order_by("number")] == [1, 2]
    assert Charge.objects.get(number=2).starts_on == date(2026, 4, 10)
    assert Charge.objects.get(number=0).dropped_at


def test_who_pays_a_switch_after_the_month_was_collected_gets_it_back(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    time_machine.move_to(datetime(2026, 4, 9, 21, 55, tzinfo=UTC))
    member.log_in_again()
    ask_at_once(member, order)
    switch = provider.list_payments()[0]
    time_machine.move_to(datetime(2026, 4, 9, 22, 5, tzinfo=UTC))  # past midnight in Amsterdam
    run_due()
    provider.pay(switch.id, method="ideal")
    page = member.get(urlsplit(switch.redirect_url).path, follow=True).content.decode()
    assert find_subscription(order).terms.period == "month"
    assert "Je betaling kwam te laat." in page
    assert read_mail().startswith("Je betaling kwam te laat")
    let_days_pass(5, time_machine, provider)
    assert Refund.objects.get().reason == "unwanted"
    assert [charge.number for charge in Charge.objects.filter(dropped_at=None)] == [1, 2]


def test_who_asks_in_two_windows_is_asked_for_one_payment(provider: Sandbox, order: Order, member: Client) -> None:
    first, second = ask_at_once(member, order), ask_at_once(member, order)
    assert first["Location"] == second["Location"]
    assert Payment.objects.count() == 2


def test_who_cancels_while_a_switch_waits_gets_back_what_is_paid_for_it(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    ask_at_once(member, order)
    cancel(member, order)
    provider.pay(provider.list_payments()[0].id, method="ideal")
    let_days_pass(5, time_machine, provider)
    assert sum(MoneyEntry.objects.values_list("cents", flat=True)) == 1900
    assert find_subscription(order).ends_on == date(2026, 4, 10)


def test_what_was_brought_along_counts_at_the_next_switch(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    names = {"name": "Lid voor meer", "name_en": "Member for more"}
    make_membership("lid-meer", 40000, "year", **names)
    pay_at_provider(member, ask_at_once(member, order), provider)
    time_machine.shift(timedelta(days=10))
    member.log_in_again()
    # 355 of 365 days are left of € 190, though € 171 was paid
    assert "Je betaalt nu € 215,21: er gaat € 184,79 af" in read(member, order, "overstappen/lid-meer")


def test_who_would_get_money_back_can_only_switch_at_the_end(provider: Sandbox, order: Order, member: Client) -> None:
    pay_at_provider(member, ask_at_once(member, order), provider)
    page = read(member, order, "overstappen/lid-month")
    assert "Je stapt over op 10 maart 2027, na de periode die je al betaalde." in page
    assert "Meteen." not in page


def test_a_price_that_changed_is_shown_before_anything_is_done(order: Order, member: Client) -> None:
    path = f"{PAGE}{order.key}/overstappen/lid-year/"
    for fields in ({"when": "later", "cents": "1"}, {"when": "now", "cents": "19000", "now_cents": "1"}):
        response = member.post(path, fields)
        assert response.status_code == 409
        assert "Er is nog niets besteld." in response.content.decode()
    assert member.post(path, {"cents": "19000"}).status_code == 422
    assert find_subscription(order).next_terms is None
    assert Charge.objects.count() == 1


def test_what_is_not_for_sale_is_no_plan(order: Order, member: Client) -> None:
    assert member.get(f"{PAGE}{order.key}/overstappen/lid-month/").status_code == 404
    assert member.get(f"{PAGE}{order.key}/overstappen/bestaat-niet/").status_code == 404
    cancel(member, order)
    assert "Overstappen kan nu niet." in member.get(f"{PAGE}{order.key}/overstappen/", follow=True).content.decode()
    page = send(member, order, "overstappen/lid-year", when="later", **YEAR)
    assert "Overstappen kan nu niet." in page


def test_while_a_debit_is_on_its_way_only_the_next_period_can_be_another(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    let_days_pass(31, time_machine, provider)
    member.log_in_again()
    page = read(member, order, "overstappen/lid-year")
    assert "Je stapt over op 10 mei 2026" in page
    assert "Meteen." not in page


def test_a_switch_that_the_bank_takes_back_stays_open_for_the_days_of_grace_and_then_ends(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    pay_at_provider(member, ask_at_once(member, order), provider, method="creditcard")
    time_machine.shift(timedelta(days=40))
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert may_enter(order.user)
    member.log_in_again()
    assert "Nog te betalen: € 171" in read(member)
    let_days_pass(16, time_machine, provider)
    assert not may_enter(order.user)
    assert find_subscription(order).ends_on == date(2026, 5, 4)
    assert Payment.objects.count() == 2


def test_what_a_member_says_by_switching_is_on_record_in_the_words_beside_the_button(
    provider: Sandbox, order: Order, member: Client
) -> None:
    page = read(member, order, "overstappen/lid-year")
    send(member, order, "overstappen/lid-year", when="later", **YEAR)
    send(member, order, "overstappen/lid-year", when="later", **YEAR)
    obligation, beginning = order.declarations.exclude(about="").order_by("kind")
    assert "Bestelling met betalingsverplichting: Lid per jaar. Op 10 april 2026" in obligation.wording
    assert "€\u00a0190 per jaar" in obligation.wording
    assert beginning.wording in page
    assert "opnieuw 14 dagen bedenktijd" in beginning.wording
    assert "opnieuw 14 dagen bedenktijd" in read_mail()


def test_a_company_that_switches_pays_without_vat_and_gets_its_invoice(
    provider: Sandbox, order: Order, member: Client
) -> None:
    business = {"company": "Bedrijf NV", "country": "BE", "vat_number": "BE0428759497"}
    vat = {"category": "AE", "rate": 0, "country": "BE", "reason_code": "VATEX-EU-AE", "evidence": "VIES"}
    Order.objects.update(buyer=order.buyer | business, vat=order.vat | vat)
    Charge.objects.update(cents=1570)
    response = ask_at_once(member, order)
    assert "Je bent overgestapt." in pay_at_provider(member, response, provider)
    switched = Charge.objects.latest("number")
    assert (switched.cents, Invoice.objects.latest("pk").total_cents) == (14132, 14132)  # 15702 - 1570
    assert [declared.kind for declared in order.declarations.exclude(about="")] == ["obligation"]


def test_who_switched_has_the_days_of_grace_of_the_new_plan(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    Offer.objects.filter(slug="lid-year").update(grace_days=3)
    pay_at_provider(member, ask_at_once(member, order), provider)
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert may_enter(order.user)
    let_days_pass(4, time_machine, provider)
    assert not may_enter(order.user)


def test_a_discount_stays_with_the_plan_that_was_ordered(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    make_membership(slug="lid-plus", cents=4900, name="Lid plus", name_en="Member plus")
    Order.objects.update(discount={"code": "ZOMER", "percent": 100, "cents": None, "periods": None})
    assert "€ 49 per maand" in read(member, order, "overstappen/lid-plus")
    send(member, order, "overstappen/lid-plus", when="later", cents="4900")
    let_days_pass(31, time_machine, provider)
    assert Charge.objects.latest("number").cents == 4900


def test_who_takes_back_what_a_switch_was_paid_with_loses_the_plan_after_the_days_of_grace(
    provider: Sandbox, time_machine: TimeMachineFixture, order: Order, member: Client
) -> None:
    pay_at_provider(member, ask_at_once(member, order), provider)
    provider.charge_back(provider.list_payments()[1].id)
    let_days_pass(13, time_machine, provider)
    assert may_enter(order.user)
    let_days_pass(2, time_machine, provider)
    assert not may_enter(order.user)
    assert find_subscription(order).ends_on == date(2026, 3, 25)


def test_what_staff_gave_back_cannot_pay_for_a_switch_that_waits(
    provider: Sandbox, order: Order, member: Client
) -> None:
    response = ask_at_once(member, order)
    do(enter_office(), order, "terugbetalen", euros="19")
    pay_at_provider(member, response, provider)
    assert run_due() == []
    assert find_subscription(order).terms.period == "month"
    assert sum(refund.cents for refund in Refund.objects.all()) == 1900 + 17100
