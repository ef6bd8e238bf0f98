"""RFC 9162 §2.1 written out as it stands there, slow and plain; shares nothing with the code that it tests."""

from hashlib import sha256


def find_split(size: int) -> int:
    """k: the largest power of two smaller than `size`."""
    split = 1
    while split * 2 < size:
        split *= 2
    return split


def hash_tree(entries: list[bytes]) -> bytes:
    """MTH(D[n])."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = find_split(len(entries))
    return sha256(b"\x01" + hash_tree(entries[:split]) + hash_tree(entries[split:])).digest()


def list_inclusion_path(index: int, entries: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(entries) == 1:
        return []
    split = find_split(len(entries))
    if index < split:
        return [*list_inclusion_path(index, entries[:split]), hash_tree(entries[split:])]
    return [*list_inclusion_path(index - split, entries[split:]), hash_tree(entries[:split])]


def list_consistency_path(first: int, entries: list[bytes], *, is_known: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b); with b true it is PROOF(m, D[n])."""
    if first == len(entries):
        return [] if is_known else [hash_tree(entries)]
    split = find_split(len(entries))
    if first <= split:
        return [*list_consistency_path(first, entries[:split], is_known=is_known), hash_tree(entries[split:])]
    rest = list_consistency_path(first - split, entries[split:], is_known=False)
    return [*rest, hash_tree(entries[:split])]
