import datetime

from django.db.models import F

from .models import DailyCount


def count_view(*, label: str, day: datetime.date, is_visit: bool) -> None:
    """Adds one view. Two at the same moment both count: the database adds, and the row is made at most once."""
    row = DailyCount.objects.filter(day=day, label=label)
    addition = {"views": F("views") + 1, "visits": F("visits") + int(is_visit)}
    if not row.update(**addition):
        DailyCount.objects.bulk_create([DailyCount(day=day, label=label)], ignore_conflicts=True)
        row.update(**addition)
