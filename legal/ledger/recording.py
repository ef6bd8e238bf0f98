"""Adding an entry to the ledger."""

from django.db import transaction

from .merkle import hash_leaf
from .models import Leaf
from .sealing import seal_ledger

SEALED_AT_ONCE = {"text"}


def append_leaf(*, kind: str, entry: bytes) -> Leaf:
    """Write the leaf of `entry` in the transaction of the caller, who stores the entry itself beside it.

    Raises `TransactionManagementError` outside a transaction: a leaf without its entry would be a fault for ever.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A leaf is written in the transaction of its entry.")
    if kind in SEALED_AT_ONCE:
        transaction.on_commit(seal_ledger, robust=True)  # what fails here, `run_due` does within a minute
    return Leaf.objects.create(kind=kind, leaf_hash=hash_leaf(entry))
