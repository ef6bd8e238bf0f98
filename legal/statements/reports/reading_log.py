"""On record that a colleague looked at who did what: numbers and kinds only, nobody's name or address."""

from typing import Any

from django.utils import timezone

from ..models import EvidenceReading

LONGEST_DETAIL = EvidenceReading._meta.get_field("detail").max_length


def log_reading(*, reader: Any, what: EvidenceReading.What, subject: int | None = None, detail: str = "") -> None:
    """Call this before anything is shown; when it fails, nothing is.

    `subject` is the account it was about. `detail` may hold kinds, numbers and days, and nothing that somebody typed.
    """
    EvidenceReading.objects.create(
        reader=reader.pk, read_at=timezone.now(), what=what, subject=subject, detail=detail[:LONGEST_DETAIL]
    )
