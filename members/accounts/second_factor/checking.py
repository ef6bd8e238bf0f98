"""One code against everything of somebody that gives such codes."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from django.db import transaction

from ..models import Answer, AuthenticatorApp, CodeDevice, RecoveryCodes, User
from ..models.recovery import ALPHABET, LENGTH
from ..sealing import Unreadable
from .changing import send_notice

logger = logging.getLogger(__name__)
BEST_FIRST = (Answer.RIGHT, Answer.USED, Answer.WRONG, Answer.TOO_SOON)
KINDS: dict[str, type[CodeDevice]] = {
    "[0-9]{6}": AuthenticatorApp,
    f"[{ALPHABET}]{{{LENGTH}}}": RecoveryCodes,
}


@dataclass(frozen=True)
class Verdict:
    answer: Answer
    device: CodeDevice | None = None
    seconds_to_wait: int = 0


def clean_code(written: str) -> str:
    """Without the spaces and dashes that people and apps put in between."""
    return re.sub(r"[\s\-]", "", written).lower()


def find_kind(code: str) -> type[CodeDevice] | None:
    return next((kind for pattern, kind in KINDS.items() if re.fullmatch(pattern, code)), None)


def check_code(user: User, kind: type[CodeDevice], code: str) -> Verdict:
    """Holds the rows meanwhile, so that a code that two send at the same moment works for one. What a wrong code
    changed is kept: raise errors about it outside.
    """
    with transaction.atomic():
        devices = kind._default_manager.filter(user=user, confirmed=True).order_by("pk").select_for_update()
        verdicts = [ask_device(device, code) for device in devices]
        tell_of_recovery(user, verdicts)
    return min(verdicts, key=lambda verdict: BEST_FIRST.index(verdict.answer), default=Verdict(Answer.WRONG))


def ask_device(device: CodeDevice, code: str) -> Verdict:
    try:
        answer = device.answer(code)
    except Unreadable:
        logger.error("No key of SECRETS_KEY opens device %s", device.persistent_id)
        return Verdict(Answer.WRONG)
    return Verdict(answer, device, device.count_seconds_to_wait())


def tell_of_recovery(user: User, verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.answer is Answer.RIGHT and isinstance(verdict.device, RecoveryCodes):
            send_notice(user, "recovery_code_used", left=verdict.device.count_left())
