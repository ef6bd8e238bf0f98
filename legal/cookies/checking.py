"""What `verify_ledger` reads of the choices again: each day against its root, and what the root does not show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.utils import timezone

from legal.ledger.one_moment import FETCHED
from legal.statements.entries import commit_to_person

from .days import encode_day, find_start, grow_tree, list_choices
from .models import ChoiceDay, ChoicePerson, CookieChoice, ShownWording
from .purposes import hash_text
from .removing import find_first_kept_day

LONGEST_OPEN = timedelta(days=2)  # `run_due` closes a day within hours, also when it fails once


def read_day_entries() -> Iterator[tuple[int, bytes]]:
    """A day whose choices do not give its root gives an entry that fits no leaf. After their term all of them are gone,
    and nothing else will do.
    """
    first_kept = find_first_kept_day()
    for day in ChoiceDay.objects.order_by("leaf_id").iterator(chunk_size=FETCHED):
        tree = grow_tree(list_choices(day.day).iterator(chunk_size=FETCHED))
        is_removed = day.day < first_kept and tree.size == 0
        is_whole = (tree.size, tree.compute_root().hex()) == (day.number, day.root)
        yield day.leaf_id, encode_day(day.day, day.number, day.root) if is_whole or is_removed else b""


def find_choices_outside_days() -> Iterator[str]:
    """Put in by hand, for a day before the first that was closed."""
    first = ChoiceDay.objects.order_by("day").first()
    if first:
        for choice in CookieChoice.objects.filter(chosen_at__lt=find_start(first.day)).order_by("pk"):
            yield f"choice {choice.pk}: on a day before the first one"


def find_days_out_of_order() -> Iterator[str]:
    """A day that was skipped has no root, nor has any before one that is still to come: all goes on from the last."""
    days = list(ChoiceDay.objects.order_by("day").values_list("day", flat=True))
    today = timezone.localdate()
    for before, day in pairwise(days):
        if day < today and day - before != timedelta(days=1):
            yield f"choice-day {day}: the day before it has no root"
    for day in days:
        if day >= today:
            yield f"choice-day {day}: that day is not over"


def find_choices_left_open() -> Iterator[str]:
    """While `close_days` fails, choices can be changed unseen."""
    last = ChoiceDay.objects.order_by("day").last()
    late = CookieChoice.objects.filter(chosen_at__lt=find_start(timezone.localdate() - LONGEST_OPEN))
    if last:
        late = late.filter(chosen_at__gte=find_start(last.day + timedelta(days=1)))
    if oldest := late.order_by("chosen_at").first():
        yield f"choice {oldest.pk}: its day was over long ago and has no root"


def find_changed_wordings() -> Iterator[str]:
    for wording in ShownWording.objects.order_by("pk").iterator(chunk_size=FETCHED):
        if hash_text(wording.text) != wording.pk:
            yield f"wording {wording.pk}: the text that was shown was changed"
    for choice in CookieChoice.objects.filter(wording__text=None).order_by("pk"):
        yield f"choice {choice.pk}: the text that was shown is missing"


def find_choices_of_others() -> Iterator[str]:
    rows = ChoicePerson.objects.order_by("pk").values_list("choice_id", "choice__commitment", "user_id", "salt")
    for number, commitment, person, salt in rows.iterator(chunk_size=FETCHED):
        if commit_to_person(bytes(salt), person, number) != commitment:
            yield f"choice {number}: it names another person"


CHECKS = (
    find_choices_outside_days,
    find_days_out_of_order,
    find_choices_left_open,
    find_changed_wordings,
    find_choices_of_others,
)
