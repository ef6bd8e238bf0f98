"""The choices of each day under one root, which is a leaf of the ledger: nobody changes or removes one unseen.

A root for every choice would tell when each was made. A day without choices has a root as well: none can be added to it
afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from legal.ledger.canonical import encode_canonically
from legal.ledger.merkle import Tree, hash_leaf
from legal.ledger.one_moment import FETCHED
from legal.ledger.recording import append_leaf
from legal.statements.entries import count_seconds

from .models import ChoiceDay, CookieChoice

KIND = "choice-day"
LONGEST_CHOICE = timedelta(hours=1)  # between choosing and being on record, by far


def find_start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def list_choices(day: date) -> QuerySet[CookieChoice]:
    """In an order that tells nothing: that of their random numbers."""
    end = find_start(day + timedelta(days=1))
    return CookieChoice.objects.filter(chosen_at__gte=find_start(day), chosen_at__lt=end).order_by("pk")


def encode_choice(choice: CookieChoice) -> bytes:
    return encode_canonically(
        {
            "act": choice.act,
            "answers": choice.answers,
            "at": count_seconds(choice.chosen_at),
            "commitment": choice.commitment,
            "language": choice.language,
            "number": choice.pk.hex,
            "type": "choice",
            "wording": choice.wording_id,
        }
    )


def encode_day(day: date, number: int, root: str) -> bytes:
    return encode_canonically({"choices": number, "day": day.isoformat(), "root": root, "type": KIND})


def grow_tree(choices: Iterable[CookieChoice]) -> Tree:
    return Tree(hash_leaf(encode_choice(choice)) for choice in choices)


def close_days() -> Iterator[str]:
    """Work of `run_due`: give a root to each day that is over. After one that is still to come, no other would be
    closed for as long as it takes, and nobody would hear of it.
    """
    if closed_early := ChoiceDay.objects.filter(day__gte=find_open_day()).first():
        yield f"No day of cookie choices can be closed: {closed_early.day} was, and is not over."
    for day in list_days_to_close():
        close_day(day)


def list_days_to_close() -> list[date]:
    """All days since the last that was closed, or since the first choice."""
    if last := ChoiceDay.objects.order_by("day").last():
        first = last.day + timedelta(days=1)
    elif oldest := CookieChoice.objects.order_by("chosen_at").first():
        first = timezone.localdate(oldest.chosen_at)
    else:
        return []
    return [first + timedelta(days=number) for number in range((find_open_day() - first).days)]


def find_open_day() -> date:
    """The first day to which a choice may still be added."""
    return timezone.localdate(timezone.now() - LONGEST_CHOICE)


def close_day(day: date) -> None:
    """Nothing when another run was first."""
    tree = grow_tree(list_choices(day).iterator(chunk_size=FETCHED))
    root = tree.compute_root().hex()
    try:
        with transaction.atomic():
            leaf = append_leaf(kind=KIND, entry=encode_day(day, tree.size, root))
            ChoiceDay.objects.create(day=day, number=tree.size, root=root, leaf=leaf)
    except IntegrityError:
        if not ChoiceDay.objects.filter(day=day).exists():
            raise
