"""Somebody gives, somebody else unpacks: once, for one period, and never at the cost of what they have."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.gifts.codes import make_code
from members.billing.models import Gift, Order, Payment, Subscription
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.shopping import enter, join, let_days_pass
from tests.visiting import Client

from .buying import GIFT_CODE, OPENING, buy, give, is_inside, list_sources, log_in, place, read_mails, unpack

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)


def test_a_gift_is_paid_by_one_and_unpacked_by_another(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    giver, code = give(provider, receiver_name="Kim", message="Veel plezier!")
    assert not is_inside(giver)
    assert [payment.sequence_type for payment in provider.list_payments()] == ["oneoff"]
    time_machine.shift(timedelta(days=20))
    receiver = log_in("kim@voorbeeld.example")
    page = unpack(receiver, code.lower().replace("-", " "))
    assert "Je cadeau is uitgepakt" in page and "Veel plezier!" in page
    grant = Grant.objects.get()
    assert (grant.user, grant.source) == (receiver.person, "gift")
    assert timezone.localdate(grant.ends_at) == date(2026, 4, 30)
    assert not Subscription.objects.exists()
    let_days_pass(40, time_machine, provider)
    assert not is_inside(receiver) and Payment.objects.count() == 1


def test_the_code_stands_in_no_table_and_is_shown_once(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver, code = give(provider)
    order = Order.objects.get()
    page = giver.get(f"/bestellen/{order.key}/betaald/").content.decode()
    assert code not in page and "Laat de code één keer zien" in page
    assert code in giver.post(f"/bestellen/{order.key}/cadeau/").content.decode()
    again = giver.post(f"/bestellen/{order.key}/cadeau/", follow=True).content.decode()
    assert code not in again and "De code is al een keer getoond" in again
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith("billing_"):
                cursor.execute(f"SELECT * FROM {table}")
                kept = str(cursor.fetchall())
                assert code not in kept and code.replace("-", "") not in kept, table


def test_a_gift_is_unpacked_once_and_a_second_click_does_no_harm(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    receiver = log_in("kim@voorbeeld.example")
    unpack(receiver, code)
    assert "Je cadeau is uitgepakt" in unpack(receiver, code)
    other = log_in("joris@voorbeeld.example")
    response = other.post(OPENING, {"code": code})
    assert response.status_code == 409 and "Deze code is al gebruikt" in response.content.decode()
    assert Grant.objects.get().user == receiver.person


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "kort", "АААА-BBBB-CCCC-DDDD", "x" * 40])
def test_an_unknown_code_is_refused_in_the_same_words(provider: Sandbox, code: str) -> None:
    response = log_in().post(OPENING, {"code": code})
    assert response.status_code == 422
    assert "Deze code klopt niet" in response.content.decode()


def test_who_tries_codes_has_to_wait(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    client = log_in()
    for _try in range(10):
        unpack(client, "AAAA-BBBB-CCCC-DDDD")
    assert client.post(OPENING, {"code": code}).status_code == 429
    assert not is_inside(client)


def test_a_visitor_is_asked_to_log_in_first_and_a_code_in_the_address_does_nothing(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    assert Client().get(OPENING)["Location"].startswith("/account/login/")
    client = log_in()
    assert f'value="{code}"' not in client.get(OPENING, {"code": code}).content.decode()
    assert not is_inside(client)


def test_a_chargeback_of_the_gift_ends_it(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    receiver = log_in("kim@voorbeeld.example")
    unpack(receiver, code)
    time_machine.shift(timedelta(days=2))
    chargeback = provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert not is_inside(receiver)
    provider.reverse_chargeback(chargeback)
    time_machine.shift(timedelta(minutes=5))
    provider.deliver_webhooks()
    assert is_inside(receiver)


def test_a_gift_that_the_bank_took_back_is_not_unpacked(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    provider.charge_back(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    receiver = log_in("kim@voorbeeld.example")
    assert "Dit cadeau geldt niet meer" in unpack(receiver, code)
    assert Gift.objects.get().redeemed_at is None


def test_a_member_whose_membership_goes_on_keeps_the_code(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    person = make_person()
    join(person, provider)
    client = Client()
    client.force_login(person)
    assert "Bewaar de code" in unpack(client, code)
    assert Gift.objects.get().redeemed_at is None
    other = log_in("kim@voorbeeld.example")
    unpack(other, code)
    assert is_inside(other)


def test_who_has_access_until_a_day_may_have_the_gift_begin_then(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True, trial_days=10)
    _giver, code = give(provider)
    client = log_in()
    place(client, "lid-month", way="trial")
    page = unpack(client, code)
    assert "Je toegang loopt nog tot 21 maart 2026" in page and code in page
    assert list_sources(client) == ["trial"]
    unpack(client, code, later="1")
    trial, gift = Grant.objects.order_by("starts_at")
    assert (trial.ends_at, timezone.localdate(gift.ends_at)) == (gift.starts_at, date(2026, 4, 21))


def test_a_course_for_ever_that_somebody_has_is_not_eaten_up(provider: Sandbox) -> None:
    course = make_course()
    sell(course, may_be_gift=True)
    slug = course.slug
    _giver, code = give(provider, slug)
    client = log_in()
    buy(client, provider, slug)
    assert "Bewaar de code" in unpack(client, code)
    other = log_in("kim@voorbeeld.example")
    unpack(other, code)
    assert Grant.objects.get(source="gift").course == course.translation_key
    assert Grant.objects.get(source="gift").ends_at is None


def test_a_gift_lapses_after_five_years(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    time_machine.move_to(datetime(2031, 3, 9, 11, tzinfo=UTC))
    receiver = log_in("kim@voorbeeld.example")
    time_machine.move_to(datetime(2031, 3, 10, 11, tzinfo=UTC))
    receiver.log_in_again()
    assert "Deze code is verlopen" in unpack(receiver, code)
    time_machine.move_to(datetime(2031, 3, 9, 11, tzinfo=UTC))
    assert "Je cadeau is uitgepakt" in unpack(receiver, code)


def test_who_gave_something_finds_it_back_among_their_orders(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver, _code = give(provider)
    page = giver.get("/account/lidmaatschap/").content.decode()
    address = f"/bestellen/{Order.objects.get().key}/betaald/"
    assert f'<a href="{address}">Bekijk het cadeau</a>' in page
    assert "Laat de code één keer zien" in giver.get(address).content.decode()


def test_who_lost_the_code_gets_another_and_the_first_is_worth_nothing(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver, code = give(provider)
    order = Order.objects.get()
    giver.post(f"/bestellen/{order.key}/cadeau/nieuw/")
    new = GIFT_CODE.search(read_mails("gever@voorbeeld.example", "cadeau")[-1])
    receiver = log_in("kim@voorbeeld.example")
    assert "Deze code klopt niet" in unpack(receiver, code)
    assert new and "Je cadeau is uitgepakt" in unpack(receiver, new[0])


def test_an_unpaid_gift_has_no_code(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver = log_in("gever@voorbeeld.example")
    order = place(giver, "lid-month", way="gift")
    assert giver.post(f"/bestellen/{order.key}/cadeau/").status_code == 404
    assert "Deze code klopt niet" in unpack(log_in(), make_code(Gift.objects.get()))


def test_nobody_sees_or_renews_the_code_of_another(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    give(provider)
    order, other = Order.objects.get(), log_in("joris@voorbeeld.example")
    for end in ("cadeau/", "cadeau/nieuw/", "betaald/"):
        assert other.post(f"/bestellen/{order.key}/{end}").status_code in (404, 405)
    assert Gift.objects.get().shown_at is None


def test_what_may_not_be_given_is_not(provider: Sandbox) -> None:
    make_membership()
    response = log_in().post("/bestellen/lid-month/", {"first_name": "S", "last_name": "V", "way": "gift"})
    assert response.status_code == 422 and "Zo is dit niet te koop" in response.content.decode()
    assert not Order.objects.exists()


def test_the_words_of_the_giver_are_forgotten_a_month_after(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON)
    make_membership(may_be_gift=True)
    _giver, code = give(provider, receiver_name="Kim", message="Veel plezier!")
    unpack(log_in("kim@voorbeeld.example"), code)
    let_days_pass(31, time_machine, provider)
    gift = Gift.objects.get()
    assert (gift.receiver_name, gift.message) == ("", "")


def test_a_giver_sees_what_the_gift_is_before_ordering(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    giver = log_in("gever@voorbeeld.example")
    look = giver.get(enter(giver, "lid-month", way="gift")).content.decode()
    assert "1 maand, vanaf de dag dat de code wordt gebruikt. Daarna stopt het vanzelf." in look
    assert "Elke maand" not in look and "Bestelling met betalingsverplichting" in look


def test_who_has_a_seat_that_goes_on_keeps_the_code(provider: Sandbox) -> None:
    make_membership(may_be_gift=True, most_seats=5)
    _giver, code = give(provider)
    client = log_in()
    order = buy(client, provider, "lid-month", way="team", quantity=2)
    client.post(f"/account/team/{order.key}/zelf/")
    assert "Bewaar de code" in unpack(client, code)


def test_the_buyer_of_a_team_without_a_seat_has_nothing_that_goes_on(provider: Sandbox) -> None:
    make_membership(may_be_gift=True, most_seats=5)
    _giver, code = give(provider)
    client = log_in()
    buy(client, provider, "lid-month", way="team", quantity=2)
    assert "Je cadeau is uitgepakt" in unpack(client, code)


def test_a_link_may_say_in_which_way_somebody_wants_to_order(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    make_membership(period="year", cents=19000)
    client = log_in()
    page = client.get("/bestellen/lid-month/?voor=gift").content.decode()
    assert len(re.findall(r'value="gift"[^>]*checked', page)) == 1
    for unsold in ("team", "trial", "<script>"):
        page = client.get("/bestellen/lid-month/", {"voor": unsold}).content.decode()
        assert len(re.findall(r'value="own"[^>]*checked', page)) == 1
    page = client.get("/bestellen/lid-year/?voor=gift").content.decode()
    assert '<input type="hidden" name="way" value="own"' in page


def test_who_logs_in_or_takes_another_address_keeps_the_way_they_chose() -> None:
    make_membership(may_be_gift=True)
    visitor = Client()
    page = visitor.get("/bestellen/lid-month/?voor=gift").content.decode()
    assert "?next=/bestellen/lid-month/%3Fvoor%3Dgift" in page
