"""Asking for a passkey and looking at the answer, in words for whoever sent it."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import User
from ..models.passkey import Passkey
from ..second_factor.changing import send_notice
from .ceremony import Ceremony, Copied, NotVerified, UserNotVerified
from .challenges import NoChallenge, keep_challenge, take_challenge

logger = logging.getLogger(__name__)

MAKE = "make"
LOG_IN = "log_in"  # without a password: the device asks who holds it
SECOND_STEP = "second_step"
REAUTHENTICATE = "reauthenticate"

WORDS: dict[type[NotVerified], Any] = {
    NoChallenge: _("Het duurde te lang, of je probeerde het twee keer tegelijk. Probeer het nog een keer."),
    UserNotVerified: _(
        "Deze passkey vroeg niet om je vingerafdruk, je gezicht of een pincode. Log in met je wachtwoord en gebruik "
        "daarna deze passkey."
    ),
    Copied: _(
        "We vertrouwen deze passkey niet meer: het lijkt of iemand hem heeft gekopieerd. Log op een andere manier in "
        "en haal hem weg."
    ),
    NotVerified: _("Deze passkey kennen we niet, of hij is weggehaald. Probeer een andere, of log anders in."),
}


def begin_making(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make one (PublicKeyCredentialCreationOptionsJSON)."""
    options, state = Ceremony(request).register_begin(user)
    keep_challenge(request, MAKE, user, state)
    return options


def begin_asking(request: HttpRequest, purpose: str, user: User | None) -> dict[str, Any]:
    """What the browser needs to use one (PublicKeyCredentialRequestOptionsJSON)."""
    options, state = Ceremony(request).authenticate_begin(user, require_user_verification=purpose == LOG_IN)
    keep_challenge(request, purpose, user, state)
    return options


def finish_making(request: HttpRequest, user: User, answer: str) -> Passkey:
    """The new passkey, unsaved and without a name. Raises `ValidationError` with the reason."""
    try:
        state = take_challenge(request, MAKE, user)
        return Ceremony(request).register_complete(user, state, read_answer(answer))
    except NotVerified as refusal:
        raise ValidationError(
            WORDS[NoChallenge] if isinstance(refusal, NoChallenge) else _("Deze passkey werkt hier niet.")
        ) from refusal


def finish_asking(request: HttpRequest, purpose: str, user: User | None, answer: str) -> Passkey:
    """The passkey that was used. Raises `ValidationError` with the reason."""
    try:
        state = take_challenge(request, purpose, user)
        return Ceremony(request).authenticate_complete(user, state, read_answer(answer))
    except NotVerified as refusal:
        if isinstance(refusal, Copied):
            warn_of_copy(refusal.passkey)
        raise ValidationError(WORDS[type(refusal)]) from refusal


def read_answer(answer: str) -> Any:
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise NotVerified("no JSON") from error


def warn_of_copy(passkey: Passkey) -> None:
    logger.warning("The counter of device %s went back: it may be copied", passkey.persistent_id)
    send_notice(passkey.user, "passkey_copied", name=passkey.name)
