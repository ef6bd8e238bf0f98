"""That a leaf stands under a seal, and that the ledger only grew: from a few hundred rows, however long it is."""

from dataclasses import dataclass

from . import merkle
from .models import Leaf, Seal
from .nodes import LedgerDamaged, StoredTree, find_index


@dataclass(frozen=True)
class InclusionProof:
    """RFC 9162 §2.1.3 in hexadecimal; `size` is that of the seal whose root it leads to."""

    index: int
    size: int
    hashes: list[str]


def prove_inclusion(leaf: Leaf, seal: Seal) -> InclusionProof:
    """Raises ValueError for a leaf that came after the seal, `LedgerDamaged` when what is stored gives no proof."""
    index = find_index(leaf)
    path = merkle.prove_inclusion(index, seal.size, StoredTree().hash_range)
    if not merkle.verify_inclusion(bytes(leaf.leaf_hash), index, seal.size, path, bytes.fromhex(seal.root)):
        raise LedgerDamaged(f"Leaf {leaf.pk} does not lead to the root of seal {seal.pk}: run verify_ledger.")
    return InclusionProof(index, seal.size, [node.hex() for node in path])


def prove_consistency(first: int, second: int) -> list[str]:
    """RFC 9162 §2.1.4 in hexadecimal: the first `second` leaves begin with the first `first`. Raises ValueError."""
    return [node.hex() for node in merkle.prove_consistency(first, second, StoredTree().hash_range)]
