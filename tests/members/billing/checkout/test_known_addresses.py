"""Ordering with an address that has an account: nobody learns that it has, and it opens nothing to a stranger."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse

from members.accounts.models import User
from members.billing.claiming import claim_order
from members.billing.models import Customer, Notice, Order, Subscription
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import Invoice
from members.membership.models import Grant
from tests.factories.accounts import NEWCOMER, log_in, make_member
from tests.factories.offers import make_membership
from tests.hashers import FastBCryptSHA256PasswordHasher
from tests.members.billing.checkout.newcomers import buy_as_newcomer, fill_in, order_as_newcomer
from tests.members.billing.shopping import DETAILS, pay, press_button, run_due
from tests.members.billing.ways.buying import make_coupon
from tests.members.test_who_has_an_account import MAKE
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]
KNOWN, UNKNOWN = "sanne@voorbeeld.example", "niemand@voorbeeld.example"


def wash(text: str, email: str) -> str:
    """Without what differs between any two orders."""
    text = re.sub(r'(?<=value=")\w{32,}', "", text).replace(email, "…")
    text = re.sub(r"WF-\w{4}-\w{4}|tr_\w+|cst_\w+", "…", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", text)


def look(response: HttpResponse, email: str) -> tuple[Any, ...]:
    names = set(response.headers) - {"Content-Length", "Expires"}
    headers = {name: sorted(wash(response.headers[name], email).split("; ")) for name in names}
    return response.status_code, headers, wash(response.content.decode(), email), sorted(response.cookies)


def walk(email: str, provider: Sandbox) -> list[tuple[Any, ...]]:
    """Everything that a visitor sees on the way, and how often a password was hashed before the first answer."""
    client = Client()
    before = FastBCryptSHA256PasswordHasher.made
    response = fill_in(client, email=email)
    hashes = FastBCryptSHA256PasswordHasher.made - before
    check = response["Location"]
    seen = [look(response, email), (hashes,), look(client.get(check), email)]
    seen.append(look(client.get(check.replace("controle", "gegevens")), email))
    seen.append(look(press_button(client, check, start_now="on"), email))
    seen.append(look(client.get(check.replace("controle", "betaald")), email))
    seen.append(look(pay(client, provider), email))
    payment = provider.list_payments()[0]
    return [*seen, (payment.sequence_type, bool(payment.customer_id)), look(client.get("/bestellen/lid-month/"), email)]


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())
def test_an_order_looks_the_same_whether_the_address_has_an_account_or_not(
    make: Callable[[], Any], provider: Sandbox
) -> None:
    make_membership()
    make()
    known, unknown = walk(KNOWN, provider), walk(UNKNOWN, provider)
    for one, other in zip(known, unknown, strict=True):
        assert one == other


def test_it_makes_no_second_account_and_opens_nothing(provider: Sandbox) -> None:
    make_membership()
    member = make_member()
    stranger, order = buy_as_newcomer(provider, email=KNOWN)
    assert User.objects.get() == member
    assert (order.user, order.is_unclaimed) == (None, True)
    assert not Grant.objects.exists()
    assert stranger.get("/account/").status_code == 302
    assert Subscription.objects.get().user is None


def test_its_owner_says_by_the_link_in_the_mail_that_it_is_theirs(provider: Sandbox) -> None:
    make_membership()
    member = make_member()
    _stranger, order = buy_as_newcomer(provider, email=KNOWN)
    (confirmation,) = [message for message in mail.outbox if message.subject == f"Je bestelling {order.number}"]
    found = re.search(r"http://testserver(/bestellen/\S+/van-mij/\S+)", confirmation.body)
    assert found
    owner = Client()
    page = owner.get(found[1]).content.decode()
    assert "Ja, dit is mijn bestelling" in page
    assert not Grant.objects.exists()  # opening it, as mail scanners do, changes nothing
    assert "staat bij je account" in owner.post(found[1], follow=True).content.decode()
    owner.post(found[1])
    assert Grant.objects.get().user == member
    assert Subscription.objects.get().user == Customer.objects.get().user == member


def test_a_forged_link_is_no_address(provider: Sandbox) -> None:
    make_membership()
    make_member()
    stranger, order = buy_as_newcomer(provider, email=KNOWN)
    assert stranger.post(f"/bestellen/{order.key}/van-mij/{'0' * 32}/").status_code == 404
    assert not Grant.objects.exists()


def test_a_paid_order_is_with_the_account_once_its_owner_logs_in(provider: Sandbox) -> None:
    make_membership()
    member = make_member()
    buy_as_newcomer(provider, email=KNOWN)
    log_in(Client(), KNOWN)
    assert run_due() == []
    assert Grant.objects.get().user == member


def test_what_a_stranger_did_not_pay_is_not_put_into_an_account(client: Client, provider: Sandbox) -> None:
    make_membership()
    make_member()
    order_as_newcomer(client, email=KNOWN)
    log_in(Client(), KNOWN)
    assert run_due() == []
    assert Order.objects.get().user is None


def test_who_ordered_here_and_then_logs_in_has_it_paid_or_not(client: Client, provider: Sandbox) -> None:
    make_membership()
    member = make_member()
    order_as_newcomer(client, email=KNOWN)
    log_in(client, KNOWN)
    assert Order.objects.get().user == member


def test_who_claimed_an_order_goes_on_with_the_mandate_that_was_given(provider: Sandbox, time_machine: Any) -> None:
    make_membership()
    make_member()
    buy_as_newcomer(provider, email=KNOWN)
    log_in(Client(), KNOWN)
    run_due()
    time_machine.shift(40 * 24 * 3600)
    run_due()
    first, second = sorted(provider.list_payments(), key=lambda payment: payment.sequence_type)
    assert (first.sequence_type, second.sequence_type) == ("first", "recurring")
    assert first.customer_id == second.customer_id


def test_nobody_is_charged_for_what_nobody_claimed_and_its_owner_is_reminded(
    provider: Sandbox, time_machine: Any
) -> None:
    make_membership()
    make_member()
    buy_as_newcomer(provider, email=KNOWN)
    for _day in range(35):
        time_machine.shift(24 * 3600)
        run_due()
    assert len(provider.list_payments()) == 1
    assert Notice.objects.filter(kind="unconfirmed").count() == 3
    assert Subscription.objects.get().cancelled_at is None


def test_names_of_a_newcomer_are_in_no_address(client: Client) -> None:
    make_membership()
    assert NEWCOMER["email"] not in fill_in(client)["Location"]


def try_twice(email: str) -> list[tuple[int, str]]:
    """A trial in one browser, and once more in that browser and in another."""
    first, answers = Client(), []
    for client in (first, first, Client()):
        response = fill_in(client, "/bestellen/lid-month/?ander-adres", email=email, way="trial")
        if response.status_code == 302:
            response = press_button(client, response["Location"])
        answers.append((response.status_code, wash(response.get("Location", ""), email)))
    return answers


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())
def test_a_trial_is_given_once_whether_the_address_has_an_account_or_not(make: Callable[[], Any]) -> None:
    make_membership(trial_days=14)
    make()
    assert try_twice(KNOWN) == try_twice(UNKNOWN)
    assert Order.objects.placed().count() == 2


def test_who_tried_before_gets_no_second_trial_by_ordering_without_logging_in(client: Client) -> None:
    make_membership(trial_days=14)
    member = make_member()
    trier = Client()
    trier.force_login(member)
    check = trier.post("/bestellen/lid-month/", DETAILS | {"way": "trial"})["Location"]
    press_button(trier, check)
    check = fill_in(client, email=KNOWN, way="trial")["Location"]
    press_button(client, check)
    log_in(client, KNOWN)
    assert Order.objects.unclaimed_at(KNOWN).count() == 1
    assert Grant.objects.count() == 1


def use_coupon_twice(email: str) -> list[int]:
    answers = []
    for client in (Client(), Client()):
        response = fill_in(client, email=email, coupon="ZOMER")
        if response.status_code == 302:
            press_button(client, response["Location"], start_now="on")
        answers.append(response.status_code)
    return answers


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())
def test_a_coupon_tells_nothing_either(make: Callable[[], Any], provider: Sandbox) -> None:
    make_membership()
    make_coupon(percent=10)
    make()
    assert use_coupon_twice(KNOWN) == use_coupon_twice(UNKNOWN) == [302, 422]


def test_the_account_to_collect_from_is_kept_until_the_owner_claims_the_order(
    provider: Sandbox, time_machine: Any
) -> None:
    make_membership()
    make_member()
    stranger = Client()
    order_as_newcomer(stranger, email=KNOWN)
    run_due()
    provider.expire(provider.list_payments()[0].id)
    provider.deliver_webhooks()
    assert stranger.post(f"/bestellen/{Order.objects.get().key}/betalen/").status_code == 303
    pay(stranger, provider)
    run_due()
    log_in(Client(), KNOWN)
    time_machine.shift(40 * 24 * 3600)
    run_due()
    assert provider.list_payments()[0].sequence_type == "recurring"


def test_a_coupon_for_once_a_person_is_used_up_when_its_order_was_claimed(provider: Sandbox) -> None:
    make_membership()
    make_coupon(percent=10)
    member = make_member()
    buy_as_newcomer(provider, email=KNOWN, coupon="ZOMER")
    claim_order(order=Order.objects.get(), user=member)
    assert Invoice.objects.of(member).count() == 1  # of before they claimed it
    assert fill_in(Client(), email=KNOWN, coupon="ZOMER").status_code == 422
    owner = Client()
    owner.force_login(member)
    assert owner.post("/bestellen/lid-month/", DETAILS | {"coupon": "ZOMER"}).status_code == 422
    member.delete()
    assert fill_in(Client(), email=UNKNOWN, coupon="ZOMER").status_code == 302
