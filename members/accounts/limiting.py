"""The log-in's forms refuse who tries too often. A stranger can never keep the owner out."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress, Login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django_otp import user_has_device

from home.limits.counting import Limit

from . import limits
from .afterwards import do_after_the_answer
from .models import User

# What anybody can have us send to any address, without being logged in.
UNASKED = {
    "account/email/account_already_exists",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/login_code",
    "account/email/password_reset_key",
}


def read_network(request: HttpRequest) -> str:
    """The client as our own proxies saw it: an IPv4 address, or the network of an IPv6 one, which is one household."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


class LimitMiddleware:
    """Counts what is sent to the forms named in `limits`, before anything of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if request.method != "POST" or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        if limit := limits.BY_ANSWER.get(name):
            again = partial(refuse_too_many, request, limit, read_network(request))
            request.refuse_too_many = again  # type: ignore[attr-defined]
            return None
        if limit := limits.ENTRANCE.get(name):
            who = read_network(request)
        elif (limit := limits.OWN_PAGES.get(name)) and request.user.is_authenticated:
            who = f"account {request.user.pk}"
        else:
            return None
        return refuse_too_many(request, limit, who)


def refuse_too_many(request: HttpRequest, limit: Limit, who: str) -> HttpResponse | None:
    """Counts one more, and answers when that is one too many."""
    return None if limit.take(who) else ask_to_wait(request, limit.wait_seconds(who))


def ask_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """429 (RFC 6585 §4), with the time in words and for programs."""
    response = render(request, "429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


class LimitedAdapter(DefaultAccountAdapter):
    """Known and unknown addresses are counted, answered and timed alike: nothing here looks the address up."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counted before the password is looked at, so that many at once are no way around it."""
        who = name_try(request, credentials)
        if not limits.WRONG_PASSWORDS.take(who):
            minutes = math.ceil(limits.WRONG_PASSWORDS.wait_seconds(who) / 60)
            raise ValidationError(word_wait(minutes), code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if user:
            limits.WRONG_PASSWORDS.give_back(name_try(request, credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        limits.WRONG_PASSWORDS_FROM_EVERYWHERE.take(credentials.get("email", ""))

    def is_login_by_code_required(self, login: Login) -> bool:
        """Also after a right password, while somebody is guessing at it and no second factor comes after it."""
        if super().is_login_by_code_required(login):
            return True
        records = get_authentication_records(self.request, login.user)
        if login.user is None or not records or records[-1]["method"] != "password":
            return False
        guessed = limits.WRONG_PASSWORDS_FROM_EVERYWHERE.is_full(login.email or login.user.email)
        self.request.has_right_password = guessed  # their code is sent, however many others asked for
        return guessed and not user_has_device(login.user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """After the answer: how long a mail takes tells nobody that there is an account. One too many is not sent."""
        is_asked = template_prefix not in UNASKED or getattr(self.request, "has_right_password", False)
        if not is_asked and not limits.UNASKED_MAILS.take(f"{template_prefix} {email.lower()}"):
            return
        send = super().send_mail
        do_after_the_answer(self.request, lambda: send(template_prefix, email, context))


def name_try(request: HttpRequest, credentials: dict[str, Any]) -> str:
    return f"{credentials.get('email', '')} {read_network(request)}"


def word_wait(minutes: int) -> str:
    return ngettext(
        "Te vaak een verkeerd wachtwoord. Wacht %(minutes)s minuut, of kies een nieuw wachtwoord.",
        "Te vaak een verkeerd wachtwoord. Wacht %(minutes)s minuten, of kies een nieuw wachtwoord.",
        minutes,
    ) % {"minutes": minutes}


def forget_wrong_passwords(request: HttpRequest, user: User, **signal: Any) -> None:
    """Who has just chosen a new password by mail need not wait because of the old one."""
    for address in EmailAddress.objects.filter(user=user).values_list("email", flat=True):
        limits.WRONG_PASSWORDS.forget(name_try(request, {"email": address}))
