from typing import Any

from django.core.management.base import BaseCommand

from courses.finding.indexing import index_everything


class Command(BaseCommand):
    help = (
        "Make the index of what visitors and members can find anew. It follows every publication by itself; this is "
        "for after a restore, or after a change to the way in which words are read. Safe to run at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_everything()} pages can be found")
