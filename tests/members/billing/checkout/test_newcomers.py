"""Ordering without an account to begin with."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from time_machine import TimeMachineFixture

from legal.statements.models import Act
from members.accounts.due import WORK as ACCOUNTS_WORK
from members.accounts.models import User
from members.billing.models import Customer, Notice, Order
from members.billing.sandbox.running import Sandbox
from members.membership.models import Grant
from tests.factories.accounts import NEWCOMER, PASSWORD, TICKED, log_in, make_member
from tests.factories.offers import make_membership
from tests.factories.statements import publish_version
from tests.members.billing.checkout.newcomers import buy_as_newcomer, fill_in, order_as_newcomer
from tests.members.billing.shopping import DETAILS, let_days_pass, pay, run_due
from tests.members.test_sign_up import list_acts, read_link
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]
ADDRESS = NEWCOMER["email"]


def test_a_newcomer_orders_pays_confirms_and_begins(client: Client, provider: Sandbox) -> None:
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")
    make_membership()
    order_as_newcomer(client)
    page = pay(client, provider).content.decode()
    assert "je bestelling is rond" in page
    assert "bevestig je e-mailadres" in page
    person = User.objects.get()
    assert (person.email, person.get_full_name()) == (ADDRESS, "Noor Nieuw")
    assert [act[:4] for act in list_acts()] == [
        ("acknowledge", "privacy", "nl", "sign-up"),
        ("accept", "terms", "nl", "sign-up"),
    ]
    assert Grant.objects.get().user == person
    log_in(client, ADDRESS)
    assert client.get("/account/").status_code == 302  # not before the address is confirmed
    client.post(read_link(mail.outbox[0].body))
    log_in(client, ADDRESS)
    assert client.get("/account/").status_code == 200


def test_the_form_of_a_newcomer_asks_what_the_sign_up_asks_in_the_same_words(client: Client) -> None:
    publish_version("privacy")
    make_membership()
    response = fill_in(client, email="geen adres", password1="kort", agree_privacy="")
    assert response.status_code == 422
    theirs = client.post("/account/signup/", {"email": "geen adres", "password1": "kort"}).content.decode()
    said = set(re.findall(r"Fout:\s*(.+?)</p>", response.content.decode()))
    assert {"Vul een e-mailadres in, zoals naam@voorbeeld.nl."} < said
    assert said <= set(re.findall(r"Fout:\s*(.+?)</p>", theirs)) | {
        "Zet een vinkje bij “Privacyverklaring”. Zonder kunnen we geen account voor je maken.",
    }
    assert not User.objects.exists()
    assert not Order.objects.exists()


def test_who_comes_back_finds_what_they_filled_in_and_needs_no_password_again(client: Client) -> None:
    make_membership()
    check = fill_in(client, city="Utrecht")["Location"]
    details = check.replace("controle", "gegevens")
    for path in ("/bestellen/lid-month/", details):
        form = read_form(client.get(path), None)
        assert (form.fields["first_name"], form.fields["city"]) == ("Noor", "Utrecht")
        assert "password1" not in form.fields
    assert client.post(details, DETAILS | {"city": "Zwolle"})["Location"] == check
    assert "Zwolle" in client.get(check).content.decode()
    assert (User.objects.count(), Order.objects.count()) == (1, 1)


def test_who_mistyped_their_address_takes_another(client: Client) -> None:
    make_membership()
    fill_in(client, email="nor@voorbeeld.example")
    assert "nor@voorbeeld.example" in client.get("/bestellen/lid-month/").content.decode()
    check = fill_in(client, "/bestellen/lid-month/?ander-adres")["Location"]
    order = Order.objects.get(key=check.split("/")[2])
    assert (order.email, order.user) == (ADDRESS, User.objects.get(email=ADDRESS))


def test_who_sends_the_form_twice_has_one_account(client: Client) -> None:
    make_membership()
    shown = read_form(client.get("/bestellen/lid-month/"), None).fields
    answers = shown | DETAILS | NEWCOMER | TICKED
    client.post("/bestellen/lid-month/", answers)
    client.post("/bestellen/lid-month/", answers)
    assert {order.user for order in Order.objects.all()} == {User.objects.get()}


def test_who_logs_in_instead_comes_back_to_the_order(client: Client) -> None:
    make_membership()
    make_member()
    assert "/account/login/?next=/bestellen/lid-month/" in client.get("/bestellen/lid-month/").content.decode()
    assert log_in(client, next="/bestellen/lid-month/")["Location"] == "/bestellen/lid-month/"
    assert "password1" not in read_form(client.get("/bestellen/lid-month/"), None).fields


def test_a_draft_goes_along_with_who_logs_in(client: Client) -> None:
    make_membership()
    check = fill_in(client)["Location"]
    member = make_member()
    log_in(client)
    assert client.get(check).status_code == 200
    order = Order.objects.get()
    assert (order.user, order.email) == (member, member.email)


def test_who_comes_from_a_mail_in_another_browser_logs_in_first(provider: Sandbox) -> None:
    make_membership()
    _client, order = buy_as_newcomer(provider)
    path = f"/bestellen/{order.key}/betaald/"
    assert Client().get(path)["Location"] == f"/account/login/?next={path}"
    stranger = Client()
    stranger.force_login(make_member())
    assert stranger.get(path).status_code == 404


def test_too_many_orders_with_one_address_are_refused_whether_it_has_an_account_or_not() -> None:
    make_membership()
    make_member("sanne@voorbeeld.example")
    for email in ("sanne@voorbeeld.example", "niemand@voorbeeld.example"):
        statuses = [fill_in(Client(REMOTE_ADDR=f"192.0.2.{turn}"), email=email).status_code for turn in range(11)]
        assert statuses == [302] * 10 + [429]


def test_the_account_of_who_paid_is_kept_and_reminded_until_it_is_confirmed(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    make_membership(period="year", cents=19000)
    _client, order = buy_as_newcomer(provider, "/bestellen/lid-year/")
    fill_in(Client(), "/bestellen/lid-year/", email="anders@voorbeeld.example")  # and never orders
    mail.outbox.clear()
    let_days_pass(40, time_machine, provider)
    for work in ACCOUNTS_WORK:
        assert list(work()) == []
    assert list(User.objects.values_list("email", flat=True)) == [ADDRESS]
    reminders = [message for message in mail.outbox if "Bevestig je e-mailadres" in message.subject]
    assert len(reminders) == 3
    client = Client()
    time_machine.shift(timedelta(days=-17))  # to the day of the last one
    assert client.post(read_link(reminders[-1].body)).status_code == 302
    assert log_in(client, ADDRESS)["Location"] == "/account/"
    assert Grant.objects.get().user == order.user


def test_who_confirmed_is_not_reminded(provider: Sandbox, time_machine: TimeMachineFixture) -> None:
    make_membership()
    buy_as_newcomer(provider)
    EmailAddress.objects.update(verified=True)
    let_days_pass(25, time_machine, provider)
    assert not Notice.objects.filter(kind="unconfirmed").exists()


def test_who_never_confirmed_does_not_pay_for_a_second_period(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    make_membership()
    buy_as_newcomer(provider)
    let_days_pass(35, time_machine, provider)
    assert len(provider.list_payments()) == 1


def test_a_draft_is_forgotten_after_a_day(client: Client, time_machine: TimeMachineFixture) -> None:
    make_membership()
    check = fill_in(client)["Location"]
    time_machine.shift(timedelta(hours=11))
    assert client.get(check).status_code == 200
    run_due()
    assert Order.objects.count() == 1
    time_machine.shift(timedelta(hours=13, seconds=1))
    run_due()
    assert not Order.objects.exists()
    assert client.get(check).status_code == 404


def test_no_act_is_on_record_for_an_address_that_had_an_account(provider: Sandbox) -> None:
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")
    make_membership()
    make_member(ADDRESS, PASSWORD)
    buy_as_newcomer(provider)
    assert not Act.objects.exists()
    assert Customer.objects.get().user is None
