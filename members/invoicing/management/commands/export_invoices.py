import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.invoicing.exporting.year_export import export_year
from members.invoicing.exporting.zip_stream import stream_zip
from members.invoicing.models import Invoice


class Command(BaseCommand):
    help = (
        "Writes all invoices of a book year to a ZIP file for the accountant: tables of them and of the totals per "
        "VAT rate (CSV), every invoice as PDF and UBL, and the book itself. Exit status 1 when there are none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="such as 2026")
        parser.add_argument("file", type=Path, metavar="FILE", help="is written anew when it exists")

    def handle(self, *args: Any, **options: Any) -> None:
        year, file = options["year"], options["file"]
        count = Invoice.objects.filter(entry__year=year).count()
        if not count:
            raise CommandError(f"There are no invoices of {year}.")
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            with unfinished.open("wb") as opened:
                for number, part in enumerate(stream_zip(export_year(year))):
                    opened.write(part)
                    self.show(min(number // 2, count), count)
            unfinished.replace(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error}", returncode=2) from error
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{file}: {count} invoices of {year}")

    def show(self, done: int, count: int) -> None:
        if sys.stderr.isatty():
            ending = "\n" if done == count else ""
            self.stderr.write(f"\r{done:,} of {count:,} invoices{ending}", str, ending="")
            self.stderr.flush()
