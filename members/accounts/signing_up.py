"""Making an account along the way of something else, such as an order."""

from __future__ import annotations

from allauth.account.internal.flows.signup import complete_signup
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest

from .forms import SignupForm
from .models import User


def sign_up(request: HttpRequest, form: SignupForm) -> User | None:
    """What the sign-up form does with what it was sent, mails included, but for its next page. None for an address that
    has an account, which gets no second one: only its owner is told, by mail, and the answer takes as long.
    """
    user, answer = form.try_save(request)
    if user is not None and answer is None:
        complete_signup(request, user=user)
    clear_login(request)  # what waits for the address to be confirmed is the order, no log-in
    return user
