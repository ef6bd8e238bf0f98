import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from legal.statements.publishing import PublicationRefused


class Command(BaseCommand):
    help = (
        "Does everything whose time has come: for now, publishing what was scheduled. "
        "Run it every minute from cron or a systemd timer; running it twice, or late, does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            call_command("publish_scheduled", verbosity=0)
        except PublicationRefused as refused:
            self.stderr.write(f"A scheduled legal text was not published: {'; '.join(refused.messages)}")
            sys.exit(1)
