"""After every change that matters for the security of an account its owner reads of it, in their own language."""

import logging
import re

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail

from members.accounts.models import User
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.own_processes import find_free_port
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("with_mails")]

NEW = "zeven zwanen in een sloot"
CHANGE = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
TRACES = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Spionnenbrowser/1.0"}


def change_password(client: Client):
    log_in(client)
    return client.post("/account/password/change/", CHANGE, **TRACES)


def test_a_member_reads_that_their_password_changed_and_what_to_do_if_it_was_not_them(client: Client, settings) -> None:
    make_member()
    assert change_password(client).status_code == 302
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["sanne@voorbeeld.example"], "Je wachtwoord is veranderd")
    assert "Je wachtwoord bij Werkflippen is veranderd." in message.body
    assert re.search(r"Dat was op 23 november 2026 om 12:0\d, Nederlandse tijd\.", message.body)
    assert "http://testserver/account/password/reset/" in message.body
    assert "203.0.113.77" not in str(message.message())
    assert "Spionnenbrowser" not in str(message.message())


def test_the_mail_is_in_the_language_of_the_account_and_so_are_its_links(client: Client) -> None:
    make_member(language="en")
    change_password(client)
    (message,) = mail.outbox
    assert message.subject == "Your password has been changed"
    assert "on 23 November 2026 at 12:0" in message.body
    assert "http://testserver/en/account/password/reset/" in message.body
    assert "Groet" not in message.body


def test_a_member_reads_that_the_link_of_a_mail_gave_a_new_password(client: Client) -> None:
    make_member()
    client.post("/account/password/reset/", {"email": "sanne@voorbeeld.example"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0]
    client.post(path, read_form(page, path).fields | {"password1": NEW, "password2": NEW})
    assert mail.outbox[1].subject == "Je hebt een nieuw wachtwoord"


def test_a_mail_server_that_is_away_undoes_no_change_and_the_log_names_nobody(client, settings, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", find_free_port()  # where nobody listens
    person = make_member()
    assert change_password(client).status_code == 302
    assert User.objects.get().check_password(NEW)
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert line == f"account/email/password_changed to account {person.pk} was not sent: ConnectionRefusedError"


NAMES = [
    "password_changed",
    "password_reset",
    "password_set",
    "email_change_asked",
    "email_changed",
    "email_changed_here",
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_says_what_happened_when_and_what_to_do(name: str, language: str, rf) -> None:
    addresses = {"old_email": "o'neill@voorbeeld.example", "new_email": "o'neill@anders.example"}
    get_adapter(rf.get("/")).send_notification_mail(f"account/email/{name}", make_member(language=language), addresses)
    (message,) = mail.outbox
    assert "23 november 2026" in message.body.lower()
    assert "&#" not in message.body
    assert not re.search(r"\n{4,}", message.body)
    assert ("Groet," in message.body) == (language == "nl")
