"""Once a day `run_due` verifies the ledger, keeps what it found, and tells the witnesses when something is wrong."""

import smtplib
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from home.identity.models import Controller, Organisation
from legal.ledger.daily import record_verification, verify_daily
from legal.ledger.due import WORK
from legal.ledger.models import Leaf, Verification
from legal.ledger.sealing import seal_ledger
from legal.ledger.verifying import Report
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 04:00+01:00", tick=False)


@pytest.fixture
def witnesses() -> list[str]:
    organisation = Organisation.load()
    Controller.objects.all().delete()
    addresses = ["anna@werkflippen.example", "bram@werkflippen.example"]
    for address in addresses:
        Controller.objects.create(organisation=organisation, name=address.partition("@")[0], email=address)
    return addresses


def make_fault() -> str:
    leaf = Leaf.objects.create(kind="act", leaf_hash=b"\0" * 32)
    return f"leaf {leaf.pk}: its act is missing"


def test_a_sound_ledger_is_kept_and_troubles_nobody(witnesses):
    answer(make_person(), publish_version())
    seal = seal_ledger()
    assert list(verify_daily()) == []
    row = Verification.objects.get()
    assert (row.checked_at, row.size, row.root, row.faults) == (timezone.now(), 3, seal.root, [])
    assert mail.outbox == []


def test_a_fault_is_kept_told_to_every_witness_and_fails_the_run(witnesses):
    fault = make_fault()
    assert list(verify_daily()) == [f"The ledger: {fault}"]
    assert Verification.objects.get().faults == [fault]
    assert sorted(message.to[0] for message in mail.outbox) == witnesses
    assert mail.outbox[0].subject == "Het grootboek klopt niet meer"
    assert f"- {fault}\n" in mail.outbox[0].body
    assert "En nog" not in mail.outbox[0].body


def test_it_happens_once_a_day_and_the_next_day_again(witnesses, time_machine):
    fault = make_fault()
    for moment in ("2026-11-23 04:01+01:00", "2026-11-23 23:59+01:00", "2026-11-24 00:01+01:00"):
        time_machine.move_to(moment, tick=False)
        list(verify_daily())
    assert [row.faults for row in Verification.objects.all()] == [[fault], [fault]]
    assert len(mail.outbox) == 2 * len(witnesses)


def test_of_two_runs_at_the_same_moment_one_is_kept():
    assert record_verification(Report(root=b"a")) is True
    assert record_verification(Report(root=b"b")) is False
    assert Verification.objects.get().root == "61"


def test_what_is_older_than_a_month_goes(time_machine):
    record_verification(Report())
    time_machine.shift(timedelta(days=29))
    record_verification(Report())
    time_machine.shift(timedelta(days=2))
    record_verification(Report())
    assert Verification.objects.count() == 2


def test_many_faults_are_counted_in_the_mail(witnesses):
    Leaf.objects.bulk_create(Leaf(kind="act", leaf_hash=b"\0" * 32) for _ in range(53))
    list(verify_daily())
    assert mail.outbox[0].body.count("\n- ") == 50
    assert "En nog 3 fouten." in mail.outbox[0].body
    assert len(Verification.objects.get().faults) == 53


def test_a_mail_server_that_refuses_is_told_without_the_address(witnesses, monkeypatch):
    fault = make_fault()

    def refuse(message: mail.EmailMessage) -> None:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no")})

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    assert list(verify_daily()) == [
        f"The ledger: {fault}",
        "The faults of the ledger were not mailed to 2 addresses: SMTPRecipientsRefused",
    ]


def test_keys_that_are_no_keys_are_told_and_tried_again_at_the_next_run(settings):
    settings.LEDGER_SIGNING_KEYS = ["secret"]
    assert next(verify_daily()).startswith("The ledger was not verified: ")
    assert Verification.objects.count() == 0


def test_run_due_does_it(witnesses):
    assert verify_daily in WORK
    fault, errors = make_fault(), StringIO()
    with pytest.raises(SystemExit):
        call_command("run_due", stderr=errors)
    assert f"The ledger: {fault}" in errors.getvalue()
