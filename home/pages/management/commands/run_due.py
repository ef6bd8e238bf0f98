import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from wagtail.models import Page, Revision


class Command(BaseCommand):
    help = (
        "Does everything whose time has come: publishes what was scheduled, ends sessions that have expired, sends "
        "notices, and seals and verifies the ledger. "
        "Run it every minute from cron or a systemd timer; running it twice, or late, does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with alone() as is_alone:
            if not is_alone:
                self.stdout.write("Another run is still busy; it does what is due.")
                return
            if self.run():
                sys.exit(1)

    def run(self) -> int:
        """How many things went wrong."""
        refusals = 0
        for work in (unpublish_expired, publish_scheduled, *find_work()):
            for refusal in finish(work):
                self.stderr.write(refusal)
                refusals += 1
        return refusals


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other run on this machine is busy: a long one would else be joined by another every minute."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "run_due.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True  # closing the file gives the lock up


def finish(work: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What went wrong in this work. An error in it is one more thing that did, and ends no work but its own."""
    try:
        yield from work()
    except Exception as error:
        yield f"{work.__module__}.{work.__qualname__} stopped: {type(error).__name__}"


def find_work() -> Iterator[Callable[[], Iterator[str]]]:
    """What the apps have to do: each names it in `WORK` of its module `due`, functions that yield what went wrong."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "due"):
            yield from import_module(f"{config.name}.due").WORK


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
