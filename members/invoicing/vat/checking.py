"""Asking VIES whether a VAT number is valid, and keeping what it said.

VIES is the European Commission's door to the registers of 27 countries, and now and then one of these is shut. Its
faults are of two kinds: of some, another try may help (the register or VIES itself is away or busy), others are an
answer (it is no number). A sale never waits for a fault of the first kind.

The service: https://ec.europa.eu/assets/taxud/vow-information/swagger_publicVAT.yaml
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from stdnum import exceptions
from stdnum.eu import vat

from ..models import VatCheck
from .asking import Answer, ask_vies
from .countries import read_vies_prefix
from .deciding import compact

SHAPE = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,14}")
REPEATED_FOR = timedelta(days=30)
REPEATED_EVERY = timedelta(hours=1)
LONGEST_RUN = 30  # seconds
KEPT_UNUSED = timedelta(days=90)


def check_vat_number(number: str, *, requester: str) -> VatCheck:
    """The check of this number, stored. `requester` is our own number, for which VIES gives a consultation number.

    What is no number by its form or its check digits is invalid without asking anybody. Never raises on account of
    VIES: when it does not answer, the outcome is `unavailable`, and `repeat_checks` asks again later.
    """
    now, written = timezone.now(), compact(number)
    check = VatCheck(requester=compact(requester), asked_at=now, at=now)
    if SHAPE.fullmatch(written):  # what somebody else typed there is not kept
        check.number, check.country = written, read_vies_prefix(written[:2])
    answer = ask_vies(written, check.requester) if is_well_formed(written) else Answer(VatCheck.Outcome.INVALID)
    return note_answer(check, answer)


def is_well_formed(number: str) -> bool:
    try:
        vat.validate(number)
    except exceptions.ValidationError:
        return False
    return bool(SHAPE.fullmatch(number))


def note_answer(check: VatCheck, answer: Answer) -> VatCheck:
    check.outcome, check.consultation_number, check.fault = answer.outcome, answer.consultation_number, answer.fault
    check.at = timezone.now()
    check.save()
    return check


def repeat_checks() -> Iterator[str]:
    """Work of `run_due`: asks once more after numbers that VIES could not tell. Yields nothing: it is not our fault."""
    now, until = timezone.now(), time.monotonic() + LONGEST_RUN
    waiting = VatCheck.objects.filter(outcome=VatCheck.Outcome.UNAVAILABLE, asked_at__gt=now - REPEATED_FOR)
    for check in waiting.filter(at__lte=now - REPEATED_EVERY).order_by("at"):
        if time.monotonic() > until:
            return
        note_answer(check, ask_vies(check.number, check.requester))
    yield from ()


def forget_unused_checks() -> Iterator[str]:
    """Work of `run_due`: a sale that was never finished leaves nothing behind. Whatever points to a check keeps it."""
    old = VatCheck.objects.filter(asked_at__lte=timezone.now() - KEPT_UNUSED)
    pointing = [relation.field.related_query_name() for relation in VatCheck._meta.related_objects]
    old.filter(**{f"{name}__isnull": True for name in pointing}).delete()
    yield from ()
