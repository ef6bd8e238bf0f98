"""What `run_due` does for the limits: throw away what no longer counts."""

from collections.abc import Callable, Iterator

from django.utils import timezone

from .models import Count, DailySalt


def forget_who_did_what() -> Iterator[str]:
    """Without the salt of its day a count says nothing about anybody, so the salts of former days go as well."""
    now = timezone.now()
    Count.objects.filter(ends_at__lte=now).delete()
    DailySalt.objects.filter(day__lt=now.date()).delete()
    yield from ()


WORK: tuple[Callable[[], Iterator[str]], ...] = (forget_who_did_what,)
