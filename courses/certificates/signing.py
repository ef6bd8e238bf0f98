"""A certificate is one code that holds everything it says, signed with the key of the ledger. We keep none of it.

Code = base64url without padding of: signature (64 bytes) ‖ payload. The payload is canonical JSON with the names
`course` (key of the course in all languages), `date`, `edition` (0 without one), `key` (first 16 digits of the public
key), `name` and `title`. The signature is Ed25519 over `PREFIX` ‖ payload.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from legal.ledger.canonical import encode_canonically
from legal.ledger.models import SigningKey
from legal.ledger.rotating import take_signing_key
from legal.ledger.signing import is_signed

# What the key signs for the ledger begins with `{`: no certificate can pass for a seal, nor a seal for a certificate.
PREFIX = b"werkflippen certificate v1\n"
SIGNATURE_LENGTH = 64  # bytes
LONGEST_CODE = 4096  # letters; the longest name and title that we sign need some 2,200


class UnreadableCode(ValueError):
    """These are not the letters of a code, or not all of them."""


class NotGenuine(ValueError):
    """None of our keys signed this, or not on the day that it names."""


@dataclass(frozen=True)
class Certificate:
    name: str
    course_title: str
    course_key: UUID
    edition: int  # 0 for a course that has none yet
    date: date


@dataclass(frozen=True)
class Verdict:
    certificate: Certificate
    key: SigningKey
    successor: SigningKey | None

    @property
    def is_key_lost(self) -> bool:
        """Then somebody else may have found it, and signed what we never made."""
        return self.successor is not None and not self.successor.endorsement


def sign_certificate(certificate: Certificate) -> str:
    """The code. Raises `KeyRefused` or `ImproperlyConfigured` when the settings hold no key that may sign now."""
    with transaction.atomic():
        key, private_key = take_signing_key()
    payload = write_payload(certificate, key)
    return write_code(private_key.sign(PREFIX + payload) + payload)


def write_payload(certificate: Certificate, key: SigningKey) -> bytes:
    return encode_canonically(
        {
            "course": certificate.course_key.hex,
            "date": certificate.date.isoformat(),
            "edition": certificate.edition,
            "key": name_key(key),
            "name": certificate.name,
            "title": certificate.course_title,
        }
    )


def name_key(key: SigningKey) -> str:
    return key.public_key[:16]


def verify_code(code: str) -> Verdict:
    """What was signed, and with which key; nothing is parsed before a signature of ours was found over it.

    Raises `UnreadableCode` or `NotGenuine`.
    """
    content = read_code(code)
    signature, payload = content[:SIGNATURE_LENGTH], content[SIGNATURE_LENGTH:]
    keys = list(SigningKey.objects.order_by("pk"))
    for place, key in enumerate(keys):
        if is_signed(key.public_key, signature.hex(), PREFIX + payload):
            verdict = Verdict(read_payload(payload, key), key, keys[place + 1] if keys[place + 1 :] else None)
            refuse_wrong_day(verdict)
            return verdict
    raise NotGenuine


def write_code(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def read_code(code: str) -> bytes:
    """One code is one content: other letters that would decode to the same bytes are refused."""
    if len(code) > LONGEST_CODE or not code.isascii():
        raise UnreadableCode
    try:
        content = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except binascii.Error as error:
        raise UnreadableCode from error
    if len(content) <= SIGNATURE_LENGTH or write_code(content) != code:
        raise UnreadableCode
    return content


def read_payload(payload: bytes, key: SigningKey) -> Certificate:
    """Our own words, since the signature is ours; still, whatever we do not write ourselves is refused."""
    try:
        words = json.loads(payload)
        certificate = Certificate(
            name=words["name"],
            course_title=words["title"],
            course_key=UUID(hex=words["course"]),
            edition=words["edition"],
            date=date.fromisoformat(words["date"]),
        )
        is_whole = type(certificate.edition) is int and write_payload(certificate, key) == payload
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise NotGenuine from error
    if not is_whole:
        raise NotGenuine
    return certificate


def refuse_wrong_day(verdict: Verdict) -> None:
    """A day on which this key did not sign for us: somebody used it outside its time."""
    last = verdict.successor.introduced_at if verdict.successor else timezone.now()
    if not show_day(verdict.key.introduced_at) <= verdict.certificate.date <= show_day(last):
        raise NotGenuine


def show_day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
