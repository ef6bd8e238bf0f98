"""Taking a signing key into use: it goes on record as an entry, endorsed by the key before it."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.utils import timezone

from .merkle import hash_leaf
from .models import Leaf, SigningKey
from .signing import encode_key, read_private_keys, show_public_key


class KeyRefused(Exception):
    """The key in the settings may not sign now; the message says what to do."""


class FormerKeyMissing(KeyRefused):
    def __init__(self, public_key: str) -> None:
        super().__init__(
            f"LEDGER_SIGNING_KEY holds a new key. The one before it, {public_key}, must endorse it: "
            "write it behind the new one, with a comma between. "
            "When it is lost, run `manage.py rotate_ledger_key --lost`; everybody will see that."
        )


class FormerKeyPresent(KeyRefused):
    def __init__(self) -> None:
        super().__init__("The former key stands in LEDGER_SIGNING_KEY, so it is not lost: leave out --lost.")


class KeySuperseded(KeyRefused):
    def __init__(self, public_key: str) -> None:
        super().__init__(
            f"The first key of LEDGER_SIGNING_KEY is a former one: {public_key} came after it. "
            "Put that one first, or a new one."
        )


def take_signing_key(*, is_former_lost: bool = False) -> tuple[SigningKey, Ed25519PrivateKey]:
    """The key that signs now, put on record when it is new. Holds the lock of the ledger until the transaction ends.

    Raises `KeyRefused`, and `ImproperlyConfigured` when the settings hold no proper key.
    """
    private_key, *former_keys = read_private_keys()
    public_key = show_public_key(private_key)
    lock_ledger()
    newest = SigningKey.objects.last()
    if newest and newest.public_key == public_key:
        return newest, private_key
    if newest and SigningKey.objects.filter(public_key=public_key).exists():
        raise KeySuperseded(newest.public_key)
    key = SigningKey(public_key=public_key, introduced_at=timezone.now().replace(microsecond=0))
    if newest:
        key.endorsement = endorse(key, newest, former_keys, is_former_lost=is_former_lost)
    return record_key(key), private_key


def lock_ledger() -> None:
    """Everybody who seals queues here, the very first too, for whom there is no row yet to lock. Readers go on, and
    so do the foreign keys that look this table up. SQLite queues all who write.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {SigningKey._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def endorse(key: SigningKey, newest: SigningKey, former: list[Ed25519PrivateKey], *, is_former_lost: bool) -> str:
    """The signature of the newest key on record; nothing when that one is lost."""
    signers = [private_key for private_key in former if show_public_key(private_key) == newest.public_key]
    if is_former_lost:
        if signers:
            raise FormerKeyPresent
        return ""
    if not signers:
        raise FormerKeyMissing(newest.public_key)
    return signers[0].sign(encode_key(key)).hex()


def record_key(key: SigningKey) -> SigningKey:
    key.leaf = Leaf.objects.create(kind="key", leaf_hash=hash_leaf(encode_key(key)))
    key.save(force_insert=True)
    return key
