import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision


class Command(BaseCommand):
    help = (
        "Does everything whose time has come: publishes what was scheduled and ends sessions that have expired. "
        "Run it every minute from cron or a systemd timer; running it twice, or late, does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        refusals = [*unpublish_expired(), *publish_scheduled()]
        for refusal in refusals:
            self.stderr.write(refusal)
        if refusals:
            sys.exit(1)


def publish_scheduled() -> Iterator[str]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in due:
        yield from attempt(revision.object_str, revision.publish, log_action="wagtail.publish.scheduled")


def unpublish_expired() -> Iterator[str]:
    for page in Page.objects.live().filter(expire_at__lt=timezone.now()).specific():
        yield from attempt(page.title, page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")


def attempt(title: str, act: Callable[..., object], **options: Any) -> Iterator[str]:
    """Why it failed, if it did. Wagtail's own command ends at the first failure, and so at every run again: what may
    not be published today would hold up everything after it for good.
    """
    try:
        with transaction.atomic():
            act(**options)
    except Exception as error:
        reasons = getattr(error, "messages", None) or [type(error).__name__]
        yield f"“{title}” was left as it was: {'; '.join(reasons)}"
