from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.files.probing import SiteDoesNotAnswer, find_leaks


class Command(BaseCommand):
    help = (
        "Puts marker files in the private folder, asks the site for them at every raw address that a wrong "
        "configuration of the web server would open, and removes them. Ends with 1 when one could be read, or when "
        "the site does not answer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default=settings.SITE_URL, help="the address to ask, by default SITE_URL")
        parser.add_argument(
            "--address", action="append", default=[], help="a further path under which files may lie; may be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            leaks = find_leaks(site=options["site"].rstrip("/"), addresses=options["address"])
        except SiteDoesNotAnswer as error:
            raise CommandError(f"NOT CHECKED: the site does not answer. {error}") from error
        if leaks:
            addresses = "\n  ".join(leaks)
            raise CommandError(f"LEAK: everybody can read private files at {options['site']}\n  {addresses}")
        self.stdout.write(f"Nothing in the private folder can be read at {options['site']}.")
