"""Whether what was sealed is what is on record: roots, signatures, keys, and copies that others hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max

from .canonical import encode_canonically
from .models import Position, Seal
from .rebuilding import RebuiltTree
from .seal_copies import SealCopy
from .signing import describe_keys, describe_seal, encode_without, is_signed, read_private_keys, show_public_key

SEAL_FIELDS = {"key": str, "root": str, "sealed_at": str, "signature": str, "size": int, "type": str}


@dataclass(frozen=True)
class CheckedSeal:
    """One on record, or a copy; `place` is how a fault names it."""

    place: str
    facts: dict[str, Any]
    is_copy: bool

    @property
    def name(self) -> str:
        return f"{self.place}, of {self.facts['size']} leaves"


def is_seal(facts: Any) -> bool:
    if not isinstance(facts, dict) or facts.get("type") != "seal" or facts.keys() != SEAL_FIELDS.keys():
        return False
    return (
        all(type(facts[name]) is kind for name, kind in SEAL_FIELDS.items())
        and facts["size"] >= 0
        and all(facts[name].isascii() for name, kind in SEAL_FIELDS.items() if kind is str)
    )


class SealCheck:
    """Made before the tree is built anew, for it says at which sizes a root is needed."""

    def __init__(self, copies: Iterable[SealCopy]) -> None:
        seals = Seal.objects.select_related("key").order_by("pk")
        self.seals = [CheckedSeal(f"seal {seal.pk}", describe_seal(seal), False) for seal in seals]
        copies = list(copies)
        self.unreadable = [copy.place for copy in copies if not is_seal(copy.facts)]
        self.copies = [CheckedSeal(copy.place, copy.facts, True) for copy in copies if is_seal(copy.facts)]
        self.keys = describe_keys()
        self.last_leaves = sorted((seal.size, seal.pk, seal.last_leaf) for seal in seals)

    def describe_newest(self) -> str:
        """Empty when nothing was sealed yet."""
        if not self.seals:
            return ""
        newest = self.seals[-1]
        return f"{newest.name}, at {newest.facts['sealed_at']}, signed with key {newest.facts['key'][:16]}"

    def list_sizes(self) -> set[int]:
        return {seal.facts["size"] for seal in self.seals + self.copies}

    def find_faults(self, tree: RebuiltTree) -> Iterator[str]:
        yield from find_key_faults(self.keys)
        yield from (f"{place}: this is no seal" for place in self.unreadable)
        known = {key["public_key"] for key in self.keys}
        recorded = {encode_canonically(seal.facts) for seal in self.seals}
        for seal in self.seals + self.copies:
            if fault := find_signature_fault(seal.facts, known):
                yield f"{seal.name}: {fault}"
            elif seal.is_copy and encode_canonically(seal.facts) not in recorded:
                yield f"{seal.name}: this seal was given out and is not on record"
        yield from find_tree_faults(self.seals + self.copies, tree)
        yield from find_last_leaf_faults(self.last_leaves)


def find_last_leaf_faults(last_leaves: list[tuple[int, int, int]]) -> Iterator[str]:
    """Of each seal, by size. No signature covers this number, and sealing passes over the leaves up to it."""
    counted = highest = 0
    for size, number, last_leaf in last_leaves:
        if size > counted:
            placed = Position.objects.filter(index__gte=counted, index__lt=size).aggregate(highest=Max("leaf_id"))
            counted, highest = size, max(highest, placed["highest"] or 0)
        if last_leaf != highest:
            yield f"seal {number}, of {size} leaves: the highest of them is leaf {highest}, not {last_leaf}"


def find_key_faults(keys: list[dict[str, str]]) -> Iterator[str]:
    """The first key vouches for itself; one without the former's signature is ours to know."""
    ours = {show_public_key(key) for key in read_private_keys()} if settings.LEDGER_SIGNING_KEYS else set()
    if keys and keys[0]["endorsement"]:
        yield f"key {keys[0]['public_key'][:16]}: signed by a key before it, and it is the first"
    for former, key in zip(keys, keys[1:], strict=False):
        entry = encode_without("endorsement", key)
        if key["endorsement"] and not is_signed(former["public_key"], key["endorsement"], entry):
            yield f"key {key['public_key'][:16]}: the signature of the key before it is forged"
        elif not key["endorsement"] and key["public_key"] not in ours:
            yield f"key {key['public_key'][:16]}: unknown, the key before it does not vouch for it"
    if keys and ours.isdisjoint(key["public_key"] for key in keys):
        yield f"key {keys[-1]['public_key'][:16]}: unknown, no key on record is one of LEDGER_SIGNING_KEY"


def find_signature_fault(facts: dict[str, Any], known: set[str]) -> str:
    if facts["key"] not in known:
        return f"signed with an unknown key, {facts['key'][:16]}"
    words = encode_without("signature", facts)
    return "" if is_signed(facts["key"], facts["signature"], words) else "its signature is forged"


def find_tree_faults(seals: list[CheckedSeal], tree: RebuiltTree) -> Iterator[str]:
    """Where the leaves first differ from what was sealed, and what reaches beyond them."""
    sound: dict[int, CheckedSeal] = {}
    beyond: list[CheckedSeal] = []
    other: list[CheckedSeal] = []
    for seal in sorted(seals, key=lambda seal: seal.facts["size"]):
        size = seal.facts["size"]
        if size > tree.extent:
            beyond.append(seal)
        elif size in tree.roots and seal.facts["root"] == tree.roots[size].hex():
            sound.setdefault(size, seal)
        else:
            other.append(seal)
    for seal in (seal for seal in other if seal.facts["size"] in sound):
        yield f"{seal.name}: a fork, {sound[seal.facts['size']].place} has another root for as many"
    changed = [seal for seal in other if seal.facts["size"] not in sound]
    if changed:
        yield f"{changed[0].name}: its root{count_more(changed)} is not that of the leaves as they stand"
    if beyond:
        gone = beyond[-1].facts["size"] - tree.extent
        yield f"{beyond[-1].name}: the last {gone} of them are gone{count_more(beyond)}"


def count_more(seals: list[CheckedSeal]) -> str:
    return f" (and so for {len(seals) - 1} more)" if seals[1:] else ""
