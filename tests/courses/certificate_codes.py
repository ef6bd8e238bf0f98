"""Codes of certificates: made as the site makes them, and as somebody would who has a key."""

import base64
import json
import re
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from courses.certificates.issuing import issue_certificate
from courses.certificates.signing import PREFIX
from courses.models import CoursePage
from tests.visiting import Client

CHECK = "/bewijs/"
NAME = "Noor Nieuw"
GENUINE, FALSE = "Dit bewijs is echt", "Dit bewijs is niet echt"
FIRST_KEY = "07" * 32  # of the settings for tests


def make_code(course: CoursePage, name: str = NAME) -> str:
    return issue_certificate(name=name, course=course)[1]


def read(client: Client, code: str, path: str = CHECK) -> str:
    response = client.post(path, {"code": code})
    assert response.status_code == 200
    return response.content.decode()


def find_code(pdf: bytes) -> str:
    """From the link on the page, as a reader's click finds it."""
    return re.search(rb"/bewijs/#([\w-]+)", pdf)[1].decode()


def sign_words(words: Any, seed: str = FIRST_KEY, prefix: bytes = PREFIX) -> str:
    """A code over whatever words: what somebody would make who has the key."""
    payload = words if isinstance(words, bytes) else json.dumps(words, sort_keys=True, separators=(",", ":")).encode()
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).sign(prefix + payload)
    return base64.urlsafe_b64encode(signature + payload).decode().rstrip("=")


def read_words(code: str) -> dict[str, Any]:
    return json.loads(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))[64:])
