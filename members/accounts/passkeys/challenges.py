"""What a passkey is to sign: random, for one purpose and one person, in one session, once, and for some minutes."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest
from django_otp_webauthn.settings import app_settings

from ..limits import PASSKEY_ANSWERS
from ..models import User
from .ceremony import NotVerified


class NoChallenge(NotVerified):
    """Nothing was asked of this session, or it is answered already, or it was too long ago."""


def keep_challenge(request: HttpRequest, purpose: str, user: User | None, state: dict[str, Any]) -> None:
    """Instead of any earlier one for this purpose."""
    until = time.time() + app_settings.OTP_WEBAUTHN_TIMEOUT_SECONDS
    request.session[name_key(purpose)] = state | {"person": user and user.pk, "until": until}


def take_challenge(request: HttpRequest, purpose: str, user: User | None) -> dict[str, Any]:
    """Used up before anything is looked at, also for other requests that have read the same session. Raises
    `NoChallenge`.
    """
    state: dict[str, Any] | None = request.session.pop(name_key(purpose), None)
    if state is None:
        raise NoChallenge(purpose)
    if (
        not PASSKEY_ANSWERS.take(state["challenge"])
        or state["until"] < time.time()
        or state["person"] != (user and user.pk)
    ):
        raise NoChallenge(purpose)
    return state


def name_key(purpose: str) -> str:
    return f"passkey_{purpose}"
