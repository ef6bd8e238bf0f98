"""A fault in sending mail, of whatever kind, comes after what it tells of was kept, and breaks no page."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from members.accounts.models import User
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.factories.courses import give_membership
from tests.factories.sessions import make_session
from tests.visiting import Client

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "zeven zwanen in een sloot"


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, messages):
        raise RuntimeError("a fault that nobody thought of")


@pytest.fixture
def member(client: Client, settings) -> User:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    person = make_member()
    give_membership(person)
    log_in(client)
    return person


def test_a_new_password_is_kept_when_its_mail_breaks(client: Client, member: User, caplog) -> None:
    changed = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert changed.status_code == 302
    assert User.objects.get().check_password(NEW)
    assert "sanne@voorbeeld.example" not in caplog.text


def test_a_seat_is_booked_and_given_back_when_the_mails_about_it_break(client: Client, member: User) -> None:
    session = make_session()
    for act, held in (("book", True), ("cancel", False)):
        assert client.post(reverse(f"sessions:{act}", args=[session.pk])).status_code == 302
        assert session.bookings.filter(user=member).exists() == held
