"""That a choice stands in the ledger as it was made: under the root of its day, and that root under a seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from legal.ledger.merkle import Tree, hash_leaf, prove_inclusion, verify_inclusion
from legal.ledger.models import Seal
from legal.ledger.nodes import LedgerDamaged, find_index
from legal.ledger.proving import InclusionProof
from legal.ledger.proving import prove_inclusion as prove_leaf

from .days import encode_choice, encode_day, list_choices
from .models import ChoiceDay, CookieChoice
from .purposes import hash_text


@dataclass(frozen=True)
class ChoiceProof:
    """`path` leads from the choice to the root of its day (RFC 9162 §2.1.3, in hexadecimal), `seal_path` from there to
    the root of `seal`. Without a day it was too early to close it, without a seal to seal it.
    """

    is_whole: bool
    day: ChoiceDay | None = None
    index: int = 0
    path: Sequence[str] = ()
    seal: Seal | None = None
    seal_path: InclusionProof | None = None


def prove_choice(choice: CookieChoice) -> ChoiceProof:
    """Computes it all anew. Not whole when the words, the choice, its day or the ledger are not what they were."""
    day = ChoiceDay.objects.select_related("leaf").filter(day=timezone.localdate(choice.chosen_at)).first()
    has_its_words = hash_text(choice.wording.text) == choice.wording_id
    if day is None:
        return ChoiceProof(has_its_words)
    index, path, is_under_root = prove_in_day(choice, day)
    is_leaf = bytes(day.leaf.leaf_hash) == hash_leaf(encode_day(day.day, day.number, day.root))
    proof = partial(ChoiceProof, day=day, index=index, path=[node.hex() for node in path])
    try:
        seal = find_seal(day)
        seal_path = prove_leaf(day.leaf, seal) if seal else None
    except LedgerDamaged:
        return proof(False)
    return proof(has_its_words and is_under_root and is_leaf, seal=seal, seal_path=seal_path)


def prove_in_day(choice: CookieChoice, day: ChoiceDay) -> tuple[int, list[bytes], bool]:
    """The place of the choice in the tree of its day, the path from there to the root, and whether it gets there."""
    rows = list(list_choices(day.day))
    leaves = [hash_leaf(encode_choice(row)) for row in rows]
    index = [row.pk for row in rows].index(choice.pk)
    path = prove_inclusion(index, len(leaves), lambda start, end: Tree(leaves[start:end]).compute_root())
    return index, path, verify_inclusion(leaves[index], index, day.number, path, bytes.fromhex(day.root))


def find_seal(day: ChoiceDay) -> Seal | None:
    """The oldest seal over this day; none is made for who looks."""
    if day.leaf_id > (Seal.objects.order_by("-last_leaf").values_list("last_leaf", flat=True).first() or 0):
        return None
    return Seal.objects.filter(size__gt=find_index(day.leaf)).order_by("size", "pk").first()
