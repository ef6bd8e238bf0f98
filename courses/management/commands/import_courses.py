import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from courses.importing.adding import add_courses
from courses.importing.checking import plan_import
from courses.importing.columns import COLUMNS
from courses.importing.plan import Plan
from courses.importing.reading import UnreadableFile, read_rows
from courses.models import CatalogPage
from members.membership.prices import write_price

EXPLANATION = f"""\
Add courses with their lessons to the catalogue from a spreadsheet (.xlsx, the first sheet) or a .csv file in UTF-8.

The first row names the columns, in any order; those without a star may be left out:

{chr(10).join(f"  {column.name + ('*' if column.is_needed else ''):<14}{column.meaning}" for column in COLUMNS)}

A row with something under "course" is a lesson of that course, any other row is a course. Lessons come in the order of
the file. Courses and lessons are drafts for editors to look at, unless --publish is given. Everybody with a membership
can follow an imported course; editors can change that afterwards.

When anything is wrong with any row, each fault is named with its row and column, nothing is written, and the exit
status is 1. A course whose address is already there is named and skipped with its lessons: nothing is overwritten, so
the same file can be given twice. Only another price than it has holds from now on; orders keep theirs.
"""
EXAMPLE = "Example: manage.py import_courses courses.xlsx --dry-run"
BAR = 40  # characters


class Command(BaseCommand):
    help = EXPLANATION

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, epilog=EXAMPLE, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a .csv or .xlsx file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _ in settings.LANGUAGES],
            help="the catalogue to add to (default: %(default)s)",
        )
        parser.add_argument("--publish", action="store_true", help="put everything online at once")

    def handle(self, *args: Any, **options: Any) -> None:
        catalog = CatalogPage.objects.filter(locale__language_code=options["language"]).first()
        if catalog is None:
            raise CommandError(f"There is no catalogue in the language {options['language']!r}.")
        with translation.override("en"):
            plan = read_plan(Path(options["file"]), catalog)
        for row, slug in plan.skipped:
            self.stdout.write(f"row {row}: {slug} is already there, skipped")
        if plan.faults:
            self.refuse(plan)
        if not options["dry_run"]:
            add_courses(
                catalog=catalog,
                courses=plan.courses,
                prices=plan.prices,
                is_published=options["publish"],
                progress=ProgressBar(plan),
            )
        self.report(plan, is_dry=options["dry_run"], is_published=options["publish"])

    def refuse(self, plan: Plan) -> None:
        for fault in sorted(plan.faults, key=lambda fault: fault.row):
            self.stderr.write(f"row {fault.row}, column {fault.column}: {fault.reason}")
        raise CommandError(f"{len(plan.faults)} faults; nothing was written.")

    def report(self, plan: Plan, *, is_dry: bool, is_published: bool) -> None:
        if is_dry:
            for planned in plan.courses:
                self.stdout.write(f"row {planned.row}: {planned.page.slug}, {len(planned.lessons)} lessons")
        for price in plan.prices:
            change = "would become" if is_dry else "becomes"
            self.stdout.write(f"row {price.row}: the price of {price.page.slug} {change} {write_price(price.cents)}")
        lessons = sum(len(planned.lessons) for planned in plan.courses)
        act = "would be" if is_dry else "were"
        state = "published" if is_published else "added as drafts"
        self.stdout.write(f"{len(plan.courses)} courses with {lessons} lessons {act} {state}")


def read_plan(path: Path, catalog: CatalogPage) -> Plan:
    try:
        return plan_import(read_rows(path), catalog)
    except UnreadableFile as error:
        raise CommandError(f"Cannot read {str(path)!r}: {error}. Nothing was written.") from error


class ProgressBar:
    """On stderr, and only for somebody who watches."""

    def __init__(self, plan: Plan) -> None:
        self.total = sum(1 + len(planned.lessons) for planned in plan.courses)
        self.done = 0
        self.is_watched = sys.stderr.isatty()

    def __call__(self) -> None:
        self.done += 1
        if self.is_watched and (self.done % 100 == 0 or self.done == self.total):
            filled = BAR * self.done // self.total
            end = "\n" if self.done == self.total else ""
            sys.stderr.write(f"\r{'█' * filled}{'·' * (BAR - filled)} {self.done}/{self.total}{end}")
            sys.stderr.flush()
