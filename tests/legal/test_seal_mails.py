"""Seals go to the controllers by mail: with every publication and once a day, once each, again after a refusal."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from home.identity.models import Controller, Organisation
from legal.ledger import witnesses
from legal.ledger.due import WORK, mail_seals, seal_when_due
from legal.ledger.models import Seal, SealMail
from legal.ledger.sealing import seal_ledger
from legal.ledger.signing import describe_seal
from legal.statements.notices.controllers import list_addresses
from tests.factories.statements import publish_version
from tests.legal.leaves import list_sizes, make_leaves
from tests.mail_server import MailServer, running_mail_server
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db

PLAN, TELT = "plan@controller.example", "telt@controller.example"


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    with running_mail_server(settings) as server:
        yield server


def make_controllers(*addresses: str, organisation: str = "") -> None:
    us = Organisation.load()
    us.email = organisation
    us.controllers = [Controller(name=f"Bedrijf {address}", email=address) for address in addresses]
    us.save()


def run() -> list[str]:
    return [line for work in (seal_when_due, mail_seals) for line in work()]


def list_mailed() -> list[int]:
    return list(SealMail.objects.order_by("pk").values_list("seal__size", flat=True))


# To whom


@pytest.mark.parametrize(
    ("controllers", "organisation", "addresses"),
    [
        ([PLAN, TELT], "hallo@werkflippen.example", [PLAN, TELT]),
        ([PLAN, ""], "hallo@werkflippen.example", ["hallo@werkflippen.example", PLAN]),
        (["", ""], "hallo@werkflippen.example", ["hallo@werkflippen.example"]),
        ([], "hallo@werkflippen.example", ["hallo@werkflippen.example"]),
        ([PLAN, PLAN], "", [PLAN]),
        ([""], "", []),
    ],
)
def test_seals_go_to_the_controllers(controllers: list[str], organisation: str, addresses: list[str]):
    make_controllers(*controllers, organisation=organisation)
    assert list_addresses() == addresses
    assert witnesses.list_witnesses() == addresses


def test_without_an_address_nothing_is_sent_until_there_is_one():
    make_controllers()
    make_leaves(1)
    assert run() == []
    assert (len(mail.outbox), list_mailed()) == (0, [])
    make_controllers(PLAN)
    run()
    assert list_mailed() == [2]


def test_the_mail_holds_the_seal_to_keep(mail_server: MailServer):
    make_controllers(PLAN, TELT)
    make_leaves(1203)
    assert run() == []
    assert mail_server.recipients == [PLAN, TELT]
    message = mail_server.find_mail(PLAN)
    assert message["Subject"] == "Bewaar dit zegel van het grootboek (1204 regels)"
    assert message.get_content_type() == "text/plain"
    words = message.get_content()
    assert "Bewaar deze mail." in words
    assert "http://testserver/grootboek/" in words
    written = words[words.index("{") : words.index("}") + 1]
    assert json.loads(written) == describe_seal(Seal.objects.get())


# When


def test_a_seal_is_mailed_once():
    make_controllers(PLAN, TELT)
    make_leaves(1)
    run()
    run()
    assert [message.to for message in mail.outbox] == [[PLAN], [TELT]]


@pytest.mark.parametrize("kind", ["text", "redaction"])
def test_what_others_rely_on_is_sealed_and_mailed_at_the_next_run(kind: str):
    make_controllers(PLAN)
    make_leaves(1)
    run()
    make_leaves(1, kind)
    run()
    assert list_mailed() == list_sizes() == [2, 3]


def test_acts_wait_an_hour_for_a_seal_and_until_the_next_day_for_its_mail(time_machine):
    make_controllers(PLAN)
    make_leaves(1)
    run()
    make_leaves(1)
    run()
    assert list_sizes() == [2]
    time_machine.move_to("2026-11-23 11:59:59+01:00", tick=False)
    run()
    assert list_sizes() == [2]
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    run()
    assert (list_mailed(), list_sizes()) == ([2], [2, 3])
    time_machine.move_to("2026-11-24 00:00+01:00", tick=False)
    run()
    assert list_mailed() == [2, 3]


def test_a_second_seal_of_acts_on_one_day_is_mailed_with_the_next_day(time_machine):
    """Somebody asked for a receipt, say. The day is that of Amsterdam."""
    make_controllers(PLAN)
    make_leaves(1)
    run()
    make_leaves(1)
    seal_ledger()
    time_machine.move_to("2026-11-23 23:59:59+01:00", tick=False)
    run()
    assert (list_mailed(), list_sizes()) == ([2], [2, 3])
    time_machine.move_to("2026-11-24 00:00+01:00", tick=False)
    run()
    assert list_mailed() == [2, 3]


def test_a_publication_that_an_unmailed_seal_covers_is_mailed_with_the_newest():
    make_controllers(PLAN)
    make_leaves(1)
    run()
    make_leaves(1, "text")
    seal_ledger()
    make_leaves(1)
    seal_ledger()
    run()
    assert (list_mailed(), list_sizes()) == ([2, 4], [2, 3, 4])


def test_a_day_without_news_brings_no_seal_and_no_mail(time_machine):
    make_controllers(PLAN)
    make_leaves(1)
    run()
    time_machine.move_to("2026-12-23 11:00+01:00", tick=False)
    run()
    assert list_mailed() == list_sizes() == [2]


# When something fails


def test_a_mail_that_is_refused_is_sent_at_the_next_run(mail_server: MailServer):
    make_controllers(PLAN)
    make_leaves(1)
    mail_server.replies[PLAN] = "450 later"
    (line,) = run()
    assert line.endswith("was not mailed to 1 of 1 addresses: SMTPRecipientsRefused")
    assert PLAN not in line
    assert list_mailed() == []
    del mail_server.replies[PLAN]
    assert run() == []
    assert mail_server.recipients == [PLAN]


def test_a_mail_server_that_is_away_is_told_and_asked_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    make_controllers(PLAN)
    make_leaves(1)
    assert [line.partition(": ")[2] for line in run()] == ["ConnectionRefusedError"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()
    assert len(mail.outbox) == 1


def test_who_got_the_mail_does_not_get_it_again_because_another_refused(mail_server: MailServer):
    make_controllers(PLAN, TELT)
    make_leaves(1)
    mail_server.replies[TELT] = "550 unknown"
    assert len(run()) == 1
    run()
    assert mail_server.recipients == [PLAN]


def test_a_ledger_that_cannot_be_sealed_is_told_and_stops_nothing_else(settings):
    settings.LEDGER_SIGNING_KEYS = []
    make_leaves(1)
    (line,) = run()
    assert line.startswith("The ledger was not sealed: There is no key to sign")
    settings.LEDGER_SIGNING_KEYS = ["07" * 32]
    assert run() == []
    assert list_sizes() == [2]


def test_a_key_that_may_not_sign_is_told(settings):
    make_leaves(1)
    run()
    settings.LEDGER_SIGNING_KEYS = ["08" * 32]
    make_leaves(1, "text")
    (line,) = run()
    assert "must endorse it" in line


def test_a_copy_that_was_lost_is_made_again_by_the_next_run(settings):
    make_leaves(1)
    run()
    settings.LEDGER_SEALS_FILE.unlink(missing_ok=True)
    run()
    assert [json.loads(line)["size"] for line in settings.LEDGER_SEALS_FILE.read_text().splitlines()] == [2]


def test_the_scheduler_seals_and_mails():
    assert WORK[:2] == (seal_when_due, mail_seals)
    make_controllers(PLAN)
    publish_version()
    call_command("run_due")
    assert list_mailed() == list_sizes() == [2]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_send_one_mail(settings: Any):
    with running_mail_server(settings) as server:
        make_controllers(PLAN)
        with transaction.atomic():
            make_leaves(1)
        run_at_once([run] * 6)
        assert server.recipients == [PLAN]
    assert list_mailed() == list_sizes() == [2]
