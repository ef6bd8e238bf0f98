"""Leaves without anything behind them, for tests of the tree and its seals."""

from hashlib import sha256

from legal.ledger.models import Leaf, Position, Seal


def make_leaves(number: int, kind: str = "act", *, first: int | None = None) -> list[Leaf]:
    """With identifiers from `first` on, or the next ones of the database."""
    pks = [None] * number if first is None else list(range(first, first + number))
    start = Leaf.objects.count()
    leaves = [
        Leaf(pk=pk, kind=kind, leaf_hash=sha256(f"{start + place}".encode()).digest()) for place, pk in enumerate(pks)
    ]
    return Leaf.objects.bulk_create(leaves, batch_size=5000)


def list_tree() -> list[bytes]:
    """The hashes of the leaves in the order of the tree."""
    rows = Position.objects.order_by("index").values_list("leaf__leaf_hash", flat=True)
    return [bytes(leaf) for leaf in rows]


def list_sizes() -> list[int]:
    return list(Seal.objects.order_by("pk").values_list("size", flat=True))
