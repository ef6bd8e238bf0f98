"""Members hear of a change ahead: one mail each, and the legal team sees what became of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from legal.statements.due import announce_versions
from legal.statements.models import Act, Document, Notice, PublicationRules, Version
from legal.statements.notices.mailing import NoticeProgress, count_notices
from legal.statements.reports.home_panel import list_announced
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version, translate_text
from tests.mail_server import HANG_UP, HANG_UP_AFTER_WORDS, MailServer, running_mail_server

pytestmark = pytest.mark.django_db
SANNE, JOOST, MEREL = "sanne@voorbeeld.example", "joost@voorbeeld.example", "merel@voorbeeld.example"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    with running_mail_server(settings) as server:
        yield server


def announce(days: int = 10, text: str = "Wij bewaren je adres.", kind: str = "privacy", **fields: Any) -> Version:
    """A version that applies in so many days."""
    return publish_version(kind, text, effective_from=timezone.localdate() + timedelta(days=days), **fields)


def make_people(*addresses: str) -> list[Any]:
    return [make_person(address) for address in addresses or (SANNE, JOOST, MEREL)]


def run() -> list[str]:
    return list(announce_versions())


def test_everybody_gets_one_mail_with_summary_date_text_and_difference(mail_server: MailServer, time_machine: Any):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    first = publish_version()
    answer(make_person(SANNE), first)
    announce(summary="We bewaren voortaan ook je adres.")
    assert run() == []
    mail = mail_server.find_mail(SANNE)
    assert mail["Subject"] == "Privacyverklaring: dit verandert er op 3 december 2026"
    assert mail["List-Unsubscribe"] is None
    for kind in ("plain", "html"):
        words = mail.get_body((kind,)).get_content()
        assert "We bewaren voortaan ook je adres." in words
        assert "3 december 2026" in words
        assert "/privacy/versies/2/" in words
        assert "/privacy/versies/2/verschil/1/" in words
        assert "<img" not in words
    assert mail_server.connections == 1


def test_somebody_who_never_answered_gets_no_difference(mail_server: MailServer):
    publish_version()
    make_person(SANNE)
    announce()
    run()
    words = mail_server.find_mail(SANNE).get_body(("plain",)).get_content()
    assert "/privacy/versies/2/" in words
    assert "verschil" not in words


def test_the_mail_is_in_the_language_of_the_account(mail_server: MailServer):
    version = publish_version()
    translate_text(version)
    answer(make_person(SANNE, language="en"), version)
    answer(make_person(JOOST), version)
    translate_text(announce(), "We keep your address.", title="Privacy statement")
    run()
    english, dutch = mail_server.find_mail(SANNE), mail_server.find_mail(JOOST)
    assert english["Subject"].startswith("Privacy statement")
    assert "/en/privacy/versies/2/verschil/1/" in english.get_body(("plain",)).get_content()
    assert dutch["Subject"].startswith("Privacyverklaring")
    assert "/en/" not in dutch.get_body(("plain",)).get_content()


def test_nobody_gets_it_twice(mail_server: MailServer):
    make_people()
    version = announce()
    run()
    assert run() == []
    assert mail_server.recipients == sorted((SANNE, JOOST, MEREL))
    assert count_notices(version) == NoticeProgress(to_send=0, sent=3, refused=0, uncertain=0)


def test_the_one_entry_of_the_scheduler_sends_them(mail_server: MailServer):
    make_person(SANNE)
    announce()
    call_command("run_due")
    assert mail_server.find_mail(SANNE)["Subject"].startswith("Privacyverklaring")


@pytest.mark.parametrize(("days", "mails"), [(14, 1), (15, 0)])
def test_the_mail_goes_as_many_days_ahead_as_the_owners_set(mail_server: MailServer, days: int, mails: int):
    make_person(SANNE)
    announce(days)
    run()
    assert len(mail_server.taken) == mails


def test_the_owners_may_set_a_longer_time(mail_server: MailServer):
    PublicationRules.objects.create(notice_days=30)
    make_person(SANNE)
    announce(30)
    run()
    assert mail_server.recipients == [SANNE]


def test_a_version_that_applies_today_is_asked_on_the_site_and_not_mailed(mail_server: MailServer):
    make_person(SANNE)
    publish_version()
    assert run() == []
    assert mail_server.taken == []


def test_a_typo_is_not_mailed(mail_server: MailServer):
    make_person(SANNE)
    publish_version()
    announce(change=Version.Change.EDITORIAL)
    run()
    assert mail_server.taken == []


def test_a_document_that_asks_nothing_or_ends_first_is_not_mailed(mail_server: MailServer):
    make_person(SANNE)
    announce(kind="cookies")
    announce(10)
    Document.objects.filter(kind="privacy").update(ended_on=timezone.localdate() + timedelta(days=5))
    run()
    assert mail_server.taken == []


def test_no_mail_is_counted_that_will_not_go_out_because_the_document_ends_first():
    make_person(SANNE)
    version = announce(10)
    assert count_notices(version).to_send == 1
    Document.objects.filter(kind="privacy").update(ended_on=timezone.localdate() + timedelta(days=10))
    assert count_notices(version).to_send == 0
    assert list(list_announced()) == []


def test_who_answered_already_or_closed_their_account_gets_none(mail_server: MailServer):
    sanne, joost, _merel = make_people()
    version = announce()
    answer(sanne, version, Act.Kind.ACKNOWLEDGE)
    joost.is_active = False
    joost.save()
    run()
    assert mail_server.recipients == [MEREL]


def test_a_refused_address_is_on_record_without_the_address_and_not_tried_again(mail_server: MailServer):
    people = make_people()
    mail_server.replies[JOOST] = f"550 5.1.1 <{JOOST}> is unknown here"
    version = announce()
    assert run() == [f"notice of {version} to account {people[1].pk}: refused 550"]
    assert Notice.objects.get(user=people[1]).refusal == "550 5.1.1 <…> is unknown here"
    assert count_notices(version) == NoticeProgress(to_send=0, sent=2, refused=1, uncertain=0)
    assert run() == []
    assert mail_server.recipients == [MEREL, SANNE]


def test_a_deferred_mail_is_sent_at_the_next_run(mail_server: MailServer):
    people = make_people()
    mail_server.replies[JOOST] = "451 try again later"
    version = announce()
    assert run() == [f"notice of {version} to account {people[1].pk}: deferred 451"]
    assert count_notices(version) == NoticeProgress(to_send=1, sent=2, refused=0, uncertain=0)
    mail_server.replies.clear()
    assert run() == []
    assert mail_server.recipients == sorted((SANNE, JOOST, MEREL))


def test_a_connection_that_breaks_before_the_mail_was_given_costs_nobody_their_mail(mail_server: MailServer):
    make_people()
    mail_server.replies[JOOST] = HANG_UP
    version = announce()
    assert len(run()) == 1
    assert mail_server.recipients == [MEREL, SANNE]
    assert mail_server.connections == 2
    run()
    assert mail_server.recipients == sorted((SANNE, JOOST, MEREL))
    assert count_notices(version).sent == 3


def test_a_connection_that_breaks_after_the_mail_was_given_is_uncertain_and_never_sent_twice(mail_server: MailServer):
    people = make_people()
    mail_server.replies[JOOST] = HANG_UP_AFTER_WORDS
    version = announce()
    assert run() == [f"notice of {version} to account {people[1].pk}: uncertain"]
    assert count_notices(version) == NoticeProgress(to_send=0, sent=2, refused=0, uncertain=1)
    assert run() == []
    assert set(mail_server.count_mails().values()) == {1}


def test_without_a_mail_server_nothing_is_claimed_and_the_next_run_sends_all(settings: Any):
    make_people()
    version = announce()
    with running_mail_server(settings):
        pass
    assert run() == [f"notices of {version}: the mail server takes no mail (ConnectionRefusedError)"]
    assert not Notice.objects.exists()
    with running_mail_server(settings) as server:
        assert run() == []
        assert len(server.taken) == 3


def test_a_server_that_refuses_our_own_address_refuses_nobody(mail_server: MailServer):
    make_people()
    mail_server.to_senders = "550 not from you"
    version = announce()
    assert run() == [f"notices of {version}: the mail server takes no mail (550 not from you)"]
    assert count_notices(version) == NoticeProgress(to_send=3, sent=0, refused=0, uncertain=0)


def test_a_program_that_stopped_half_way_leaves_its_claim_uncertain(mail_server: MailServer):
    sanne, *_others = make_people()
    version = announce()
    Notice.objects.create(version=version, user=sanne, claimed_at=timezone.now())
    assert count_notices(version) == NoticeProgress(to_send=2, sent=0, refused=0, uncertain=1)
    run()
    assert mail_server.recipients == [JOOST, MEREL]


def test_a_newer_version_that_asks_stops_the_mails_of_the_older_one(mail_server: MailServer):
    make_person(SANNE)
    older = announce(10)
    newer = announce(12, "Wij bewaren je telefoonnummer.")
    run()
    assert [str(notice.version) for notice in Notice.objects.all()] == [str(newer)]
    assert count_notices(older).to_send == 0
    assert len(mail_server.taken) == 1


def test_a_mended_typo_is_mailed_in_the_newest_words(mail_server: MailServer):
    make_person(SANNE)
    version = announce(10, "Wij bewaren je aders.")
    announce(10, "Wij bewaren je adres.", change=Version.Change.EDITORIAL)
    run()
    assert "/privacy/versies/2/" in mail_server.find_mail(SANNE).get_body(("plain",)).get_content()
    assert count_notices(version).sent == 1


def test_a_mail_that_cannot_be_written_is_told_once_and_keeps_nobody_else_waiting(mail_server: MailServer):
    people = make_people()
    people[0].email = "sanne@voorbeeld.example\nBcc: iedereen@voorbeeld.example"
    people[0].save()
    version = announce()
    assert run() == [f"notice of {version} to account {people[0].pk}: unwritten BadHeaderError"]
    assert count_notices(version) == NoticeProgress(to_send=0, sent=2, refused=1, uncertain=0)
    assert run() == []
    assert mail_server.recipients == [JOOST, MEREL]


def test_a_run_stops_after_a_while_and_the_next_one_goes_on(
    mail_server: MailServer, time_machine: Any, monkeypatch: pytest.MonkeyPatch
):
    time_machine.move_to("2026-11-23 11:00+01:00", tick=False)
    make_people()
    announce()
    announce(kind="terms")
    take = mail_server.take

    def take_slowly(recipient: str, words: bytes) -> None:
        time_machine.shift(30)
        take(recipient, words)

    monkeypatch.setattr(mail_server, "take", take_slowly)
    sent = []
    for _ in range(4):
        assert run() == []
        sent.append(len(mail_server.taken))
    assert sent == [2, 4, 6, 6]


def test_words_of_the_team_are_no_html_in_the_mail(mail_server: MailServer):
    make_person(SANNE)
    announce(summary="Nieuw: 1 < 2 & 3")
    run()
    mail = mail_server.find_mail(SANNE)
    assert "Nieuw: 1 < 2 & 3" in mail.get_body(("plain",)).get_content()
    assert "Nieuw: 1 &lt; 2 &amp; 3" in mail.get_body(("html",)).get_content()
