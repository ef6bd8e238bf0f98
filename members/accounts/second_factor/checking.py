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
        best = min(verdicts, key=lambda verdict: BEST_FIRST.index(verdict.answer), default=Verdict(Answer.WRONG))
        settle(best, verdicts)
    if best.answer is Answer.RIGHT and isinstance(best.device, RecoveryCodes):
        send_notice(user, "recovery_code_used", left=best.device.count_left())
    return best


def ask_device(device: CodeDevice, code: str) -> Verdict:
    seconds = device.count_seconds_to_wait()
    if seconds:
        return Verdict(Answer.TOO_SOON, device, seconds)
    try:
        return Verdict(device.compare(code), device)
    except Unreadable:
        logger.error("No key of SECRETS_KEY opens device %s", device.persistent_id)
        return Verdict(Answer.WRONG)


def settle(best: Verdict, verdicts: list[Verdict]) -> None:
    """A right code is used up. A wrong one counts with every device that it could have come from; that it was the
    right one of another counts with none.
    """
    if best.answer is Answer.RIGHT and best.device:
        best.device.accept()
        return
    for verdict in verdicts:
        if verdict.device and verdict.answer is not Answer.TOO_SOON:
            verdict.device.throttle_increment()
