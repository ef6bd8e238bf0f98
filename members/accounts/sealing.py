"""What the site must read again, and nobody who has only the database may: encrypted with SECRETS_KEY."""

import base64
import re

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MAKE_ONE = "Make one with `openssl rand -hex 32` and put it in the environment as SECRETS_KEY."


class NoSecretsKey(ImproperlyConfigured):
    """The settings hold nothing to encrypt with; the message never repeats a key."""


class Unreadable(Exception):
    """Sealed with a key that is gone, for another purpose, too long ago, or changed by somebody."""


def read_keys() -> MultiFernet:
    """The first key seals; each of them opens, so that a key can be changed. Raises `NoSecretsKey`."""
    written = settings.SECRETS_KEYS
    if not written:
        raise NoSecretsKey(f"There is no key to encrypt with. {MAKE_ONE}")
    for number, seed in enumerate(written, start=1):
        if not isinstance(seed, str) or not re.fullmatch("[0-9a-fA-F]{64}", seed):
            raise NoSecretsKey(f"Key {number} of SECRETS_KEY is not 64 hexadecimal digits. {MAKE_ONE}")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(bytes.fromhex(seed))) for seed in written])


def seal(text: str, purpose: str) -> str:
    """`purpose` says what it is and whose; it opens for no other."""
    return read_keys().encrypt(f"{purpose}\n{text}".encode()).decode()


def unseal(sealed: str, purpose: str, seconds: int | None = None) -> str:
    """The text again, at most so many seconds later. Raises `Unreadable`."""
    try:
        written, _line, text = read_keys().decrypt(sealed.encode(), ttl=seconds).decode().partition("\n")
    except InvalidToken as error:
        raise Unreadable(purpose) from error
    if written != purpose:
        raise Unreadable(purpose)
    return text


def reseal(sealed: str) -> str:
    """With the first key. Raises `Unreadable`."""
    try:
        return read_keys().rotate(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("resealing") from error
