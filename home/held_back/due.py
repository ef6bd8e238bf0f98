"""What `run_due` does here: forget."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from .models import HeldBack

TERM = timedelta(days=90)


def forget_what_was_held_back() -> Iterator[str]:
    HeldBack.objects.filter(day__lt=timezone.localdate() - TERM).delete()
    yield from ()


WORK: tuple[Callable[[], Iterator[str]], ...] = (forget_what_was_held_back,)
