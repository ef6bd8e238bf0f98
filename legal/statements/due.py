"""What is sent, and what goes, when its time has come."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from .models import Version
from .notices.mailing import send_notices
from .publishing.rules import load_rules
from .reports.reading_log import forget_old_readings

LONGEST_RUN = timedelta(seconds=50)  # the other work of each minute waits for it


def list_versions_to_announce() -> list[Version]:
    """Those that will ask people something, from as many days ahead as the owners have set."""
    last_day = timezone.localdate() + timedelta(days=load_rules().notice_days)
    versions = Version.objects.announced().filter(floor=F("number"), effective_from__lte=last_day)
    return list(versions.asking().select_related("document").order_by("document__position", "number"))


def announce_versions() -> Iterator[str]:
    until = timezone.now() + LONGEST_RUN
    for version in list_versions_to_announce():
        yield from send_notices(version, until=until)


WORK = (announce_versions, forget_old_readings)
