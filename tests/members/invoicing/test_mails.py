"""The invoice comes by mail: once, with both documents, also when the mail server or the program fails."""

import io
from collections.abc import Iterator

import pypdf
import pytest

from members.invoicing.due import WORK
from members.invoicing.mailing import LONGEST_CLAIM, mail_after_commit, mail_at_once, mail_everybody
from members.invoicing.mails import write_invoice_mail
from members.invoicing.models import InvoiceMail
from tests.factories.invoices import credit, issue, make_buyer
from tests.factories.people import make_person
from tests.mail_server import HANG_UP_AFTER_WORDS, MailServer, running_mail_server
from tests.same_moment import run_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("issuer")]

KIM = "kim@voorbeeld.example"


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with running_mail_server(settings) as running:
        yield running


def test_the_mail_has_the_pdf_and_the_file_for_accounting(mailoutbox) -> None:
    issue(account=make_person())
    assert list(mail_everybody()) == []
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Factuur WF2026-00001 van Werkflippen", [KIM])
    assert mail.body.startswith("Hallo Kim Kanarie,\n\nJe betaalde €\u00a025,00. Bij deze mail zit de factuur.")
    assert "http://testserver/account/facturen/" in mail.body
    (pdf_name, pdf, pdf_kind), (xml_name, xml, xml_kind) = mail.attachments
    assert (pdf_name, pdf_kind, xml_name) == ("WF2026-00001.pdf", "application/pdf", "WF2026-00001.xml")
    assert xml_kind == "application/xml"
    assert "WF2026-00001" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" in (xml if isinstance(xml, str) else xml.decode())


def test_who_has_no_account_is_not_sent_to_one(mailoutbox) -> None:
    issue()
    list(mail_everybody())
    assert "/account/" not in mailoutbox[0].body


def test_a_credit_note_says_what_somebody_gets_back(mailoutbox) -> None:
    credit(issue(), 1000)
    list(mail_everybody())
    mail = mailoutbox[1]
    assert mail.subject == "Creditfactuur WF2026-00002 van Werkflippen"
    assert "Je krijgt €\u00a010,00 terug. Bij deze mail zit de creditfactuur bij factuur WF2026-00001." in mail.body


def test_an_english_buyer_gets_an_english_mail(mailoutbox) -> None:
    issue(buyer=make_buyer(language="en"))
    list(mail_everybody())
    assert mailoutbox[0].subject == "Invoice WF2026-00001 from Werkflippen"
    assert "You paid €\u00a025.00. The invoice is attached." in mailoutbox[0].body


def test_it_is_sent_once_however_often_run_due_comes_by(mailoutbox) -> None:
    invoice = issue()
    for _ in range(3):
        assert list(mail_everybody()) == []
    mail_at_once([invoice.pk])
    assert len(mailoutbox) == 1
    assert InvoiceMail.objects.get(pk=invoice.pk).sent_at


def test_whoever_sold_it_can_send_it_at_once(with_mails, mailoutbox) -> None:
    mail_after_commit(issue())
    assert len(mailoutbox) == 1
    assert list(mail_everybody()) == []
    assert len(mailoutbox) == 1


def test_run_due_mails() -> None:
    assert mail_everybody in WORK


def test_a_buyer_without_an_address_gets_no_mail(mailoutbox) -> None:
    issue(buyer=make_buyer(email=""))
    assert list(mail_everybody()) == []
    assert mailoutbox == []


def test_a_server_that_is_away_loses_no_mail(settings, mailoutbox) -> None:
    issue()
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert list(mail_everybody()) == ["mails with invoices: the mail server takes no mail"]
    settings.EMAIL_BACKEND = backend
    assert list(mail_everybody()) == []
    assert len(mailoutbox) == 1


def test_a_mail_that_is_put_off_is_sent_next_time(server: MailServer) -> None:
    invoice = issue()
    server.replies[KIM] = "451 later"
    assert list(mail_everybody()) == [f"mail with invoice {invoice.pk}: deferred 451"]
    del server.replies[KIM]
    assert list(mail_everybody()) == []
    assert server.recipients == [KIM]


def test_a_mail_that_is_refused_is_not_tried_again(server: MailServer) -> None:
    invoice = issue()
    server.replies[KIM] = f"550 {KIM} is unknown here"
    assert list(mail_everybody()) == [f"mail with invoice {invoice.pk}: refused 550"]
    assert list(mail_everybody()) == []
    assert InvoiceMail.objects.get().refusal == "550 … is unknown here"


def test_a_mail_that_may_have_been_taken_is_not_sent_twice(server: MailServer) -> None:
    issue()
    server.replies[KIM] = HANG_UP_AFTER_WORDS
    assert len(list(mail_everybody())) == 1
    assert list(mail_everybody()) == []
    assert (server.recipients, InvoiceMail.objects.get().refusal) == ([KIM], "uncertain")


def test_a_program_that_died_with_the_mail_in_its_hands_leaves_it_to_the_next(mailoutbox, time_machine) -> None:
    invoice = issue()
    InvoiceMail.objects.update(claimed_at="2026-11-23T10:59:00Z")
    assert list(mail_everybody()) == []
    assert mailoutbox == []
    time_machine.shift(LONGEST_CLAIM)
    assert list(mail_everybody()) == []
    assert [mail.extra_headers["Message-ID"] for mail in mailoutbox] == ["<WF2026-00001@testserver>"]
    assert write_invoice_mail(invoice).extra_headers["Message-ID"] == "<WF2026-00001@testserver>"


def test_an_address_that_no_mail_can_have_stops_nobody_else(mailoutbox) -> None:
    broken = issue(buyer=make_buyer(email="kim@voorbeeld.example\nBcc: iedereen@voorbeeld.example"))
    issue(buyer=make_buyer(email="a b@voor beeld"))
    issue()
    list(mail_everybody())
    assert [mail.to for mail in mailoutbox][-1] == [KIM]
    assert all("Bcc" not in mail.message() for mail in mailoutbox)
    assert "\n" not in broken.facts["buyer"]["email"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_buyer_one_mail(settings) -> None:
    with running_mail_server(settings) as server:
        for number in range(6):
            issue(buyer=make_buyer(email=f"kim{number}@voorbeeld.example"))
        run_at_once([lambda: list(mail_everybody())] * 3)
        assert set(server.count_mails().values()) == {1}
        assert len(server.recipients) == 6
