"""From asking to beginning anew: a week that nobody can shorten, and everything that ends it sooner."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_otp import devices_for_user

from members.accounts.due import WORK
from members.accounts.lost_device.asking import AskingRefused, ask_for_recovery
from members.accounts.lost_device.carrying_out import carry_out
from members.accounts.lost_device.stopping import make_token
from members.accounts.models import AccountRecovery, User
from members.accounts.models.account_recovery import RecoveryEnded, RecoveryTooSoon
from tests.factories.accounts import enter_code, log_in, make_member, make_staff
from tests.factories.lost_devices import ask, make_helper, wait
from tests.factories.passkeys import give_passkey
from tests.factories.second_factor import give_app, give_recovery_codes, show_code
from tests.mail_server import running_mail_server
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails")]

EXPLAIN = "/account/login/tweede-stap/kwijt/"
ASKED = "Iemand vraagt om je tweede stap weg te halen"
CHECKED = "Teruggebeld op het nummer van de factuur."


def run_due() -> None:
    assert [refusal for work in WORK for refusal in work()] == []


def read_subjects(mailoutbox) -> list[str]:
    return [mail.subject for mail in mailoutbox]


def find_stop_path(mailoutbox) -> str:
    return re.search(r"http://testserver(/\S+/stoppen/\S+)", mailoutbox[-1].body).group(1)


@pytest.fixture
def member() -> User:
    """With an app, a passkey and recovery codes."""
    person = make_member()
    give_app(person)
    give_passkey(person)
    give_recovery_codes(person)
    return person


def test_after_the_password_somebody_asks_and_the_owner_is_told_at_once(client: Client, member, mailoutbox) -> None:
    log_in(client)
    assert EXPLAIN in client.get("/account/login/tweede-stap/").content.decode()
    assert "Heb je nog een herstelcode?" in client.get(EXPLAIN).content.decode()
    assert client.post(EXPLAIN)["Location"] == EXPLAIN
    recovery = AccountRecovery.objects.get()
    assert recovery.ready_at - recovery.asked_at == timedelta(days=7)
    assert (read_subjects(mailoutbox), mailoutbox[0].to) == ([ASKED], [member.email])
    assert "maandag 30 november 2026, 12:00" in client.get(EXPLAIN).content.decode()
    client.post(EXPLAIN)  # a second click
    assert (AccountRecovery.objects.count(), len(mailoutbox)) == (1, 1)


def test_without_the_password_nobody_asks(client: Client, member) -> None:
    assert client.get(EXPLAIN)["Location"] == client.post(EXPLAIN)["Location"] == "/account/login/"
    assert not AccountRecovery.objects.exists()


def test_who_has_no_second_factor_has_nothing_to_ask(client: Client) -> None:
    person = make_staff()
    log_in(client, person.email)
    assert client.post(EXPLAIN)["Location"] == "/account/login/tweede-stap/"
    with pytest.raises(AskingRefused):
        ask(person)


def test_the_owner_is_told_three_times_and_each_time_once(member, mailoutbox, time_machine) -> None:
    recovery = ask(member)
    for after, mails in ((0, 1), (3.4, 1), (3.5, 2), (5.9, 2), (6, 3), (7, 3)):
        time_machine.move_to(recovery.asked_at + timedelta(days=after))
        run_due()
        run_due()
        assert len(mailoutbox) == mails, after
    assert read_subjects(mailoutbox) == [ASKED] * 3


def test_after_the_wait_and_a_check_everything_but_the_password_is_gone(
    client: Client, member, mailoutbox, time_machine
) -> None:
    client.force_login(member)
    recovery = ask(member)
    wait(time_machine, recovery)
    assert client.get("/account/").status_code == 200
    helper = make_helper()
    carry_out(recovery, colleague=helper, checked=CHECKED)
    assert client.get("/account/").status_code == 302
    assert list(devices_for_user(member, confirmed=None)) == []
    assert read_subjects(mailoutbox)[-1] == "Je tweede stap is weggehaald"
    recovery.refresh_from_db()
    assert (recovery.outcome, recovery.confirmed_by, recovery.checked) == ("done", helper, CHECKED)
    assert log_in(client)["Location"] == "/account/"
    with pytest.raises(RecoveryEnded):
        carry_out(recovery, colleague=helper, checked=CHECKED)


def test_who_works_here_sets_up_a_new_second_factor_afterwards(client: Client, time_machine) -> None:
    person = make_staff()
    give_app(person)
    recovery = ask(person)
    wait(time_machine, recovery)
    owner = make_staff("Support", "eigenaar@voorbeeld.example", is_superuser=True)
    carry_out(recovery, colleague=owner, checked=CHECKED)
    assert log_in(client, person.email)["Location"] == "/account/login/tweede-stap/"
    assert client.get("/account/login/tweede-stap/")["Location"] == "/account/login/tweede-stap/instellen/"


@pytest.mark.parametrize("days", [0, 3.5, 6.99])
def test_nobody_is_faster_than_a_week(member, time_machine, days: float) -> None:
    recovery = ask(member)
    owner = make_staff("Support", "eigenaar@voorbeeld.example", is_superuser=True)
    time_machine.move_to(recovery.asked_at + timedelta(days=days))
    run_due()
    with pytest.raises(RecoveryTooSoon):
        carry_out(recovery, colleague=owner, checked=CHECKED)
    assert len(list(devices_for_user(member))) == 3


def test_the_wait_is_longer_when_the_owner_was_told_late(member, mailoutbox, time_machine) -> None:
    recovery = ask(member)
    helper = make_helper()
    time_machine.move_to(recovery.ready_at + timedelta(days=1))
    with pytest.raises(RecoveryTooSoon):
        carry_out(recovery, colleague=helper, checked=CHECKED)
    run_due()
    assert len(mailoutbox) == 2  # one stands for the two that were due
    time_machine.shift(23 * 3600)
    with pytest.raises(RecoveryTooSoon):
        carry_out(recovery, colleague=helper, checked=CHECKED)
    time_machine.shift(3600 + 1)
    carry_out(recovery, colleague=helper, checked=CHECKED)


def test_the_database_itself_refuses_what_is_too_soon_or_unchecked(member) -> None:
    recovery = ask(member)
    now = timezone.now()
    late = {"ended_at": recovery.ready_at, "mails_sent": 3, "checked": CHECKED}
    for wrong in (
        {"outcome": "done", **late, "ended_at": now},
        {"outcome": "done", **late, "mails_sent": 2},
        {"outcome": "done", **late, "checked": ""},
        {"outcome": "done", **late, "confirmed_by": member},
        {"outcome": "stopped"},
        {"ready_at": recovery.asked_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountRecovery.objects.update(**wrong)


def test_fourteen_days_after_the_wait_it_is_too_late(member, time_machine) -> None:
    recovery = ask(member)
    wait(time_machine, recovery, days=14)
    with pytest.raises(RecoveryEnded):
        carry_out(recovery, colleague=make_helper(), checked=CHECKED)
    assert recovery.state == "Verlopen"
    assert ask(member).pk != recovery.pk  # before run_due came by
    recovery.refresh_from_db()
    assert recovery.outcome == "expired"


def test_run_due_ends_what_nobody_confirmed_and_forgets_it_a_year_later(member, time_machine) -> None:
    recovery = ask(member)
    wait(time_machine, recovery, days=14)
    run_due()
    assert AccountRecovery.objects.get().outcome == "expired"
    time_machine.shift(timedelta(days=364))
    run_due()
    assert AccountRecovery.objects.exists()
    time_machine.shift(timedelta(days=1))
    run_due()
    assert not AccountRecovery.objects.exists()


def test_each_mail_stops_it_without_a_log_in_and_a_program_that_looks_does_not(
    client: Client, member, mailoutbox, time_machine
) -> None:
    recovery = ask(member)
    wait(time_machine, recovery)
    path = find_stop_path(mailoutbox)
    assert "Stop de aanvraag" in client.get(path).content.decode()
    assert not AccountRecovery.objects.get().outcome
    assert "De aanvraag is gestopt" in client.post(path).content.decode()
    assert (AccountRecovery.objects.get().outcome, AccountRecovery.objects.get().stopped_by) == ("stopped", "mail")
    assert read_subjects(mailoutbox)[-1] == "De aanvraag om je tweede stap weg te halen is gestopt"
    assert "Deze aanvraag loopt niet meer" in client.post(path).content.decode()
    assert "Deze aanvraag loopt niet meer" in client.get(path).content.decode()
    with pytest.raises(RecoveryEnded):
        carry_out(recovery, colleague=make_helper(), checked=CHECKED)


def test_a_link_of_another_or_a_changed_one_stops_nothing(client: Client, member) -> None:
    recovery = ask(member)
    token = make_token(recovery)
    for wrong in (token[:-1], f"{token}x", "x", "1:2:3", "\x00"):
        assert client.post(f"/account/login/kwijt/stoppen/{wrong}/").status_code == 404
    assert not AccountRecovery.objects.get().outcome


def test_who_is_logged_in_sees_it_and_stops_it(client: Client, member) -> None:
    client.force_login(member)
    assert ASKED not in client.get("/account/beveiliging/").content.decode()
    recovery = ask(member)
    for path in ("/account/", "/account/beveiliging/"):
        assert ASKED in client.get(path).content.decode()
    stop = f"/account/beveiliging/kwijt/{recovery.pk}/stoppen/"
    assert client.get(stop).status_code == 405
    page = client.post(stop, follow=True).content.decode()
    assert "Er is niets veranderd aan je account." in page
    assert AccountRecovery.objects.get().stopped_by == "account"
    assert "Deze aanvraag liep al niet meer." in client.post(stop, follow=True).content.decode()


def test_somebody_else_does_not_stop_it(client: Client, member) -> None:
    recovery = ask(member)
    client.force_login(make_member("noor@voorbeeld.example"))
    assert client.post(f"/account/beveiliging/kwijt/{recovery.pk}/stoppen/").status_code == 404
    assert not AccountRecovery.objects.get().outcome
    stop = f"/account/beveiliging/kwijt/{recovery.pk}/stoppen/"
    assert Client().post(stop)["Location"].startswith("/account/login/?next=")


def test_logging_in_with_the_second_factor_stops_it(client: Client, member, mailoutbox) -> None:
    ask(member)
    log_in(client)
    assert not AccountRecovery.objects.get().outcome  # the password alone does not
    enter_code(client, show_code())
    assert AccountRecovery.objects.get().stopped_by == "log_in"
    assert len(mailoutbox) == 2


def test_who_asks_and_is_stopped_three_times_asks_no_more_this_month(client: Client, member, time_machine) -> None:
    for _number in range(3):
        ask(member).stop("mail")
        AccountRecovery.objects.open().update(outcome="stopped", ended_at=timezone.now(), stopped_by="mail")
    with pytest.raises(AskingRefused):
        ask(member)
    log_in(client)
    assert "al drie keer gevraagd en gestopt" in client.post(EXPLAIN, follow=True).content.decode()
    time_machine.shift(timedelta(days=30, seconds=1))
    assert ask_for_recovery(person=member, asked_by=member).pk


def test_a_mail_server_that_is_away_delays_the_mail_and_loses_none(member, mailoutbox, settings) -> None:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    ask(member)
    assert [refusal for work in WORK for refusal in work()] == [
        "mails about lost devices: the mail server takes no mail"
    ]
    settings.EMAIL_BACKEND = backend
    run_due()
    assert read_subjects(mailoutbox) == [ASKED]


def test_a_mail_that_the_server_of_the_owner_refuses_tells_nobody_and_the_wait_goes_on(member, settings, time_machine):
    with running_mail_server(settings) as server:
        server.replies[member.email] = "550 unknown"
        recovery = ask(member)
        for _day in range(9):
            time_machine.shift(timedelta(days=1, minutes=1))
            assert f"mail about lost device {recovery.pk}: not taken" in [line for work in WORK for line in work()]
            assert [line for work in WORK for line in work()] == []
        recovery.refresh_from_db()
        assert (recovery.mails_sent, recovery.is_ready, server.recipients) == (0, False, [])


def test_the_mail_is_read_in_english_on_the_english_pages(client: Client, member) -> None:
    log_in(client)
    page = client.get(f"/en{EXPLAIN}").content.decode()
    assert "Lost your phone or key" in page
