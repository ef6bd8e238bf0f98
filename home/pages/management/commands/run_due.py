import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Revision

from legal.statements.publishing import PublicationRefused


class Command(BaseCommand):
    help = (
        "Does everything whose time has come: for now, publishing what was scheduled. "
        "Run it every minute from cron or a systemd timer; running it twice, or late, does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            call_command("publish_scheduled", verbosity=0)
        except PublicationRefused:
            for refused in publish_what_may_be_published():
                self.stderr.write(f"A scheduled legal text was not published: {'; '.join(refused.messages)}")
            sys.exit(1)


def publish_what_may_be_published() -> Iterator[PublicationRefused]:
    """Wagtail's own command stops at the first refusal, and would so every time. Nothing else waits for that text."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except PublicationRefused as refused:
            yield refused
