"""Fills an empty PostgreSQL database with one text and many acts, verifies them, and prints two rates.

The first line is for rows in memory, the second for rows streamed from the database; entries per second.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from legal.ledger.merkle import hash_leaf
from legal.ledger.models import Leaf
from legal.ledger.recording import append_leaf
from legal.ledger.verifying import Report, compare, read_leaves, verify
from legal.statements.entries import encode_act, encode_text
from legal.statements.models import Act, Document, Version, VersionText
from legal.statements.rendering import hash_text

ROUNDS = 3
WORDING, PLACE = "Ik ga akkoord met de voorwaarden", "sign_up"
FACTS = ("kind", "recorded_at", "commitment", "entry", "place", "wording", "text__sha256", "text__leaf_id")


def write_text(now: datetime) -> VersionText:
    document, _ = Document.objects.get_or_create(kind="terms", defaults={"slug": "voorwaarden", "act": "accept"})
    version = Version.objects.create(
        document=document,
        number=1,
        change=Version.Change.SUBSTANTIVE,
        floor=1,
        effective_from=date(2026, 1, 1),
        published_at=now,
        origin=Version.Origin.SHELL,
    )
    text = VersionText(version=version, language="nl", title="Voorwaarden", html="<p>x</p>", text="x", published_at=now)
    text.sha256 = hash_text(text)
    text.leaf = append_leaf(kind="text", entry=encode_text(text))
    text.save(force_insert=True)
    return text


def copy_rows(model: type[models.Model], columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor:
        statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def write_acts(text: VersionText, total: int, now: datetime) -> None:
    first = text.leaf_id + 1
    commitments = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(total))
    facts = [("accept", now, commitment, uuid.uuid4(), PLACE, WORDING) for commitment in commitments]
    hashes = (hash_leaf(encode_act(*fact, text.sha256, text.leaf_id)) for fact in facts)
    copy_rows(Leaf, ("id", "kind", "leaf_hash"), ((first + n, "act", leaf) for n, leaf in enumerate(hashes)))
    columns = ("kind", "recorded_at", "commitment", "entry", "place", "wording", "text_id", "leaf_id")
    copy_rows(Act, columns, ((*fact, text.pk, first + n) for n, fact in enumerate(facts)))


def measure_rate(verify_once: Callable[[], Report], total: int, clock: Callable[[], float]) -> float:
    best = 0.0
    for _ in range(ROUNDS):
        start = clock()
        report = verify_once()
        best = max(best, report.size / (clock() - start))
        if report.faults or report.size < total:
            raise RuntimeError(f"a sound ledger was found wanting: {report.size} leaves, {report.faults[:3]}")
    return best


def encode_all(acts: list[tuple]) -> Iterator[tuple[int, str, bytes]]:
    return ((number, "act", encode_act(*facts)) for number, *facts in acts)


def main(total: int) -> None:
    call_command("migrate", verbosity=0)
    now = timezone.now().replace(microsecond=0)
    with transaction.atomic():
        text = write_text(now)
        write_acts(text, total, now)
    leaves = [leaf for leaf in read_leaves() if leaf[1] == "act"]
    acts = list(Act.objects.order_by("leaf_id").values_list("leaf_id", *FACTS))
    print(measure_rate(lambda: compare(leaves, encode_all(acts)), total, time.process_time))
    # Waiting for the database counts here.
    print(measure_rate(verify, total, time.perf_counter))
