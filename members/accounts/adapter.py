from __future__ import annotations

import logging
from typing import Any, cast

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from home.identity.models import Organisation
from home.identity.naming import name_sender

from .limiting import LimitedAdapter
from .models import User

logger = logging.getLogger(__name__)


class AccountAdapter(LimitedAdapter):
    error_messages = {
        **LimitedAdapter.error_messages,
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "email_password_mismatch": _(
            "Dit adres en wachtwoord horen niet bij elkaar. Probeer het opnieuw of kies een nieuw wachtwoord."
        ),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de nieuwste mail."),
        "too_many_login_attempts": _("Drie keer een verkeerde code. Vraag een nieuwe aan."),
    }

    def get_login_stages(self) -> list[str]:
        """The second factor last: who has not confirmed their address is not asked for a code."""
        return [*super().get_login_stages(), "members.accounts.second_factor.stage.SecondFactorStage"]

    def pre_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse | None:
        """A code that was mailed to an address that is theirs no longer opens nothing. And who has no password chooses
        one first: whatever asks who they are once more, asks for it.
        """
        address = login.get("email")
        if address and address.lower() != user.email:
            clear_login(request)
            messages.warning(request, _("Dit adres hoort niet meer bij dit account. Log in met je nieuwe adres."))
            return redirect("account_login")
        if not user.has_usable_password() or getattr(request, "has_unproven_password", False):
            clear_login(request)
            messages.info(request, _("Kies eerst een wachtwoord. Vul je adres in, dan mailen we je een link."))
            return redirect("account_reset_password")
        return super().pre_login(request, user, **login)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An account has one address. Another one comes by `changing_address`, and no former one comes back."""
        if email_address.email.lower() != email_address.user.email:
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False
        return bool(super().confirm_email(request, email_address))

    def set_password(self, user: User, password: str) -> None:
        """Nothing else of the account is written: it may have been closed since it was read."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def login(self, request: HttpRequest, user: User) -> None:
        """The end of all stages; the guard of `user_logged_in` lets nobody else in."""
        user.came_through_stages = True
        super().login(request, user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the language of the page they left."""
        return reverse("wagtail_serve", args=[""])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Their own page, in their own language."""
        with translation.override(cast(User, request.user).language):
            return super().get_login_redirect_url(request)

    def get_from_email(self) -> str:
        return name_sender()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account that it is about, where there is one."""
        with translation.override(getattr(context.get("user"), "language", translation.get_language())):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """About the security of an account, in its owner's language; to its address unless `email` says another.

        allauth's own says from which IP address and browser it came: that helps few and follows many. A mail server
        that is away undoes no change.
        """
        facts = {
            "email": email or user.email,
            "user": user,
            "timestamp": timezone.now(),
            "site": settings.SITE_URL,
            "contact": Organisation.load().email,
        }
        with translation.override(user.language):
            mail = self.render_mail(template_prefix, facts["email"], facts | (context or {}))
        transaction.on_commit(lambda: send_security_mail(mail, template_prefix, user.pk), robust=True)


def send_security_mail(mail: EmailMessage, name: str, account: int) -> None:
    """Once: what failed is on record without the address, and without the server's words, which may repeat it."""
    try:
        mail.send()
    except (OSError, ValueError) as error:  # OSError: every exception of smtplib, too
        logger.warning("%s to account %s was not sent: %s", name, account, type(error).__name__)
