"""The last step of every log-in: a code of who has a second factor, and a second factor of who works here."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django_otp.models import Device

from ..permissions import must_ask_second_factor


class SecondFactorStage(LoginStage):
    """While it lasts nobody is logged in: allauth keeps the log-in in the session for ACCOUNT_LOGIN_TIMEOUT seconds."""

    key = "second_factor"
    urlname = "accounts:second_factor:ask"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Who logged in by a passkey alone has shown two things already: the device, and that it knows who holds it."""
        if self.login.user is None or getattr(self.login.user, "otp_device", None):
            return None, True
        if not must_ask_second_factor(self.login.user):
            return None, True
        self.state["account"] = self.login.user.get_session_auth_hash()
        return HttpResponseRedirect(reverse(self.urlname)), True

    def is_outdated(self) -> bool:
        """The password that was right at the first step is another by now."""
        person = self.login.user
        return person is None or not constant_time_compare(self.state.get("account"), person.get_session_auth_hash())

    def finish(self, device: Device) -> HttpResponse:
        """Log in; django-otp's receiver of `user_logged_in` keeps the device in the session."""
        self.login.user.otp_device = device
        record_authentication(self.request, self.login.user, "second_factor")
        return self.exit()
