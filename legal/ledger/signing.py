"""Ed25519: who signs seals, and the exact words that are signed."""

import re
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .canonical import encode_canonically, write_moment
from .models import Seal, SigningKey

MAKE_ONE = "Make one with `openssl rand -hex 32` and put it in the environment as LEDGER_SIGNING_KEY."


class NoSigningKey(ImproperlyConfigured):
    """The settings hold nothing to sign with; the message never repeats a key."""


def read_private_keys() -> list[Ed25519PrivateKey]:
    """The one that signs, then former ones. Raises `NoSigningKey`."""
    written = settings.LEDGER_SIGNING_KEYS
    if not written:
        raise NoSigningKey(f"There is no key to sign the ledger's seals with. {MAKE_ONE}")
    for number, seed in enumerate(written, start=1):
        if not isinstance(seed, str) or not re.fullmatch("[0-9a-fA-F]{64}", seed):
            raise NoSigningKey(f"Key {number} of LEDGER_SIGNING_KEY is not 64 hexadecimal digits. {MAKE_ONE}")
    if len({seed.lower() for seed in written}) < len(written):
        raise NoSigningKey("LEDGER_SIGNING_KEY names one key twice.")
    return [Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)) for seed in written]


def show_public_key(private_key: Ed25519PrivateKey) -> str:
    return private_key.public_key().public_bytes_raw().hex()


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """All in hexadecimal but the message. False for what is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def describe_seal(seal: Seal) -> dict[str, Any]:
    return {
        "key": seal.key.public_key,
        "root": seal.root,
        "sealed_at": write_moment(seal.sealed_at),
        "signature": seal.signature,
        "size": seal.size,
        "type": "seal",
    }


def encode_seal(seal: Seal) -> bytes:
    """The bytes that are signed."""
    return encode_without("signature", describe_seal(seal))


def describe_key(key: SigningKey) -> dict[str, str]:
    return {
        "endorsement": key.endorsement,
        "introduced_at": write_moment(key.introduced_at),
        "public_key": key.public_key,
        "type": "key",
    }


def encode_key(key: SigningKey) -> bytes:
    """The entry of the key's leaf, and the bytes that the former key signs."""
    return encode_without("endorsement", describe_key(key))


def describe_keys() -> list[dict[str, str]]:
    """Oldest first."""
    return [describe_key(key) for key in SigningKey.objects.order_by("pk")]


def read_key_entries() -> Iterator[tuple[int, bytes]]:
    for key in SigningKey.objects.order_by("leaf_id"):
        yield key.leaf_id, encode_key(key)


def encode_without(name: str, description: dict[str, Any]) -> bytes:
    """What a signature in this description stands under: all of it but the signature, which has this name."""
    return encode_canonically({key: value for key, value in description.items() if key != name})
