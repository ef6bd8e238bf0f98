"""Putting the leaves in order and signing what they are: after each publication and once an hour."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from .copying import copy_seals
from .models import Leaf, Node, Position, Seal
from .nodes import GrowingTree, LedgerDamaged, find_index
from .rotating import take_signing_key
from .signing import encode_seal

# What everybody may rely on at once; acts of people wait for the next of these, or for the seal of the hour.
PROMPT_KINDS = ("text", "key", "redaction")
LONGEST_TRANSACTION = timedelta(days=1)


def seal_ledger() -> Seal | None:
    """Give each leaf without a place the next one and sign the whole. The newest seal when there is nothing new,
    None when there are no leaves at all.

    Raises `KeyRefused`, `ImproperlyConfigured` or `LedgerDamaged`; then nothing was changed.
    """
    with transaction.atomic():
        if not Leaf.objects.exists():
            return None
        key, private_key = take_signing_key()
        newest = Seal.objects.select_related("key").last()
        size = newest.size if newest else 0
        if not take_places(size):
            return newest
        tree = grow_tree(size)
        seal = Seal(size=tree.size, root=tree.compute_root().hex(), key=key, last_leaf=find_last_leaf(newest))
        seal.sealed_at = timezone.now().replace(microsecond=0)
        seal.signature = private_key.sign(encode_seal(seal)).hex()
        seal.save(force_insert=True)
        transaction.on_commit(copy_seals, robust=True)
    return seal


def find_seal_of(leaf: Leaf) -> Seal:
    """The oldest seal that covers this leaf; it is made now when there is none.

    Raises what `seal_ledger` raises, and `LedgerDamaged` when the leaf has no place or no seal.
    """
    if not Position.objects.filter(leaf=leaf).exists():
        seal_ledger()
    covering = Seal.objects.select_related("key").filter(size__gt=find_index(leaf)).order_by("size", "pk")
    if not (seal := covering.first()):
        raise LedgerDamaged(f"No seal covers leaf {leaf.pk}: run verify_ledger.")
    return seal


def find_unsealed() -> QuerySet[Leaf]:
    """Leaves without a place."""
    return Leaf.objects.filter(pk__gt=find_settled_leaf(), position=None)


def find_settled_leaf() -> int:
    """No leaf up to this number can still wait for its seal. A lower number may appear after a higher one, when its
    transaction takes longer; no transaction takes a day, so what a seal of yesterday left behind is not looked
    through again.
    """
    settled = Seal.objects.filter(sealed_at__lte=timezone.now() - LONGEST_TRANSACTION).order_by("pk").last()
    return settled.last_leaf if settled else 0


def take_places(size: int) -> int:
    """Give the unsealed leaves the places from `size` on, by number; says how many. The database does it in one go."""
    place = Window(RowNumber(), order_by=F("pk").asc()) + Value(size - 1)
    rows, parameters = find_unsealed().order_by("pk").values_list("pk", place).query.sql_with_params()
    table, quote = Position._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        into = f"INSERT INTO {quote(table)} ({quote('leaf_id')}, {quote('index')})"
        try:
            cursor.execute(f"{into} {rows}", parameters)
        except IntegrityError as error:
            raise LedgerDamaged(f"Place {size}, behind the newest seal, is taken: run verify_ledger.") from error
        return cursor.rowcount


def grow_tree(size: int) -> GrowingTree:
    """The tree with the leaves that took places from `size` on; stores the nodes that came with them."""
    tree = GrowingTree(size)
    for leaf in read_leaves(size):
        tree.append(leaf)
    Node.objects.bulk_create(tree.nodes, batch_size=1000)
    return tree


def read_leaves(size: int) -> Iterator[bytes]:
    rows = Position.objects.filter(index__gte=size).order_by("index").values_list("leaf__leaf_hash", flat=True)
    return map(bytes, rows.iterator(chunk_size=10_000))


def find_last_leaf(newest: Seal | None) -> int:
    """The highest number that has a place now."""
    last = Position.objects.order_by("-index").values_list("leaf_id", flat=True)[0]
    return max(last, newest.last_leaf) if newest else last
