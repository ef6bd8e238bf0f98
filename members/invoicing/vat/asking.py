"""One question to VIES, and what its answer means."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ..models import VatCheck

logger = logging.getLogger(__name__)

ADDRESS = "/check-vat-number"
PATIENCE = (3, 6)  # seconds to connect, and to answer: somebody waits for a page meanwhile
LONGEST_WAIT = 10  # seconds, all in all
LONGEST_ANSWER = 16 * 1024  # bytes
# Answers of VIES that are final: asking again gives the same. Everything else may be otherwise in an hour.
NO_NUMBER = "INVALID_INPUT"
WRONG_REQUESTER = "INVALID_REQUESTER_INFO"


@dataclass(frozen=True)
class Answer:
    outcome: VatCheck.Outcome
    consultation_number: str = ""
    fault: str = ""


def ask_vies(number: str, requester: str) -> Answer:
    """`number` and `requester` have their country in front. Raises nothing that VIES is the cause of."""
    answer = ask_once(number, requester)
    if answer.fault == WRONG_REQUESTER:
        logger.error("VIES does not know our own VAT number: it gives no proof of what it says")
        return ask_once(number, "")
    return answer


def ask_once(number: str, requester: str) -> Answer:
    question = {"countryCode": number[:2], "vatNumber": number[2:]}
    if requester:
        question |= {"requesterMemberStateCode": requester[:2], "requesterNumber": requester[2:]}
    try:
        return read_answer(fetch(question))
    except (requests.RequestException, ValueError) as error:
        return Answer(VatCheck.Outcome.UNAVAILABLE, fault=type(error).__name__)


def fetch(question: dict[str, str]) -> Any:
    until, body = time.monotonic() + LONGEST_WAIT, bytearray()
    options: Any = {"allow_redirects": False, "stream": True}
    with requests.post(find_address(), json=question, timeout=PATIENCE, **options) as response:
        for letter in response.iter_content(1):  # one that drips holds nobody up
            body += letter
            if len(body) > LONGEST_ANSWER or time.monotonic() > until:
                raise ValueError("too long")
    return json.loads(body)  # faults come with any status, in the same form


def find_address() -> str:
    """Only over TLS, but for the sandbox on this machine."""
    address = settings.VIES_URL + ADDRESS
    if urlsplit(address).scheme != "https" and not settings.PAYMENT_SANDBOX:
        raise ImproperlyConfigured("VIES_URL must begin with https://")
    return address


def read_answer(answer: Any) -> Answer:
    """Raises ValueError for what is no answer of VIES."""
    if not isinstance(answer, dict):
        raise ValueError("no object")
    faults = answer.get("errorWrappers")
    if faults:
        fault = str(faults[0].get("error", ""))[:60] if isinstance(faults, list) and isinstance(faults[0], dict) else ""
        outcome = VatCheck.Outcome.INVALID if fault == NO_NUMBER else VatCheck.Outcome.UNAVAILABLE
        return Answer(outcome, fault=fault or "UNKNOWN")
    if not isinstance(answer.get("valid"), bool):
        raise ValueError("no verdict")
    outcome = VatCheck.Outcome.VALID if answer["valid"] else VatCheck.Outcome.INVALID
    return Answer(outcome, consultation_number=str(answer.get("requestIdentifier") or "")[:40])
