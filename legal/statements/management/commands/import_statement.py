from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from legal.statements.models import Document, Version
from legal.statements.plain_text import Statement, UnreadableStatement, read_statement
from legal.statements.plain_text.lines import MAXIMUM_BYTES
from legal.statements.plain_text.placeholders import UnusableContact
from legal.statements.publishing.importing import ImportRefused, import_statement

EXPLANATION = """\
Read a statement from a plain-text file, put it on its legal page, and publish it as a version.

The file is UTF-8 text of at most 1 MiB: a title on the first line, an introduction, sections numbered "1.", "2.", and
so on, and inside them paragraphs, bullets ("•" or "-"), numbered items and remarks ("Let op: ..."). A line "Laatst
bijgewerkt: 26 juni 2025" must name the day given with --effective-from. A line "[register: cookies]" shows what that
register says on the day of publication; visitors are asked about the cookies that the cookie page shows so.

A first version may apply from a day in the past; every later one from today or later. The same text again changes
nothing. What cannot be read without guessing is refused with the number of the line, and nothing is written.
"""
EXAMPLE = "Example: manage.py import_statement statement.txt --kind privacy --effective-from 2025-06-26"


class Command(BaseCommand):
    help = EXPLANATION

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, epilog=EXAMPLE, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the text, in UTF-8")
        parser.add_argument("--kind", required=True, help="the document that the text belongs to, such as privacy")
        parser.add_argument(
            "--effective-from", required=True, metavar="YYYY-MM-DD", help="the first day on which the text applies"
        )
        parser.add_argument(
            "--contact", default="", metavar="ADDRESS", help="the e-mail address for places such as [e-mailadres]"
        )
        parser.add_argument(
            "--summary", default="", metavar="TEXT", help="what changed, in a sentence; needed from version 2 on"
        )
        parser.add_argument(
            "--change",
            default=Version.Change.SUBSTANTIVE,
            choices=Version.Change.values,
            help="only a substantive change asks members again (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        document = find_document(str(options["kind"]))
        effective_from = read_date(str(options["effective_from"]))
        statement = read_file(Path(options["file"]), str(options["contact"] or ""))
        try:
            imported = import_statement(
                document=document,
                statement=statement,
                effective_from=effective_from,
                change=options["change"],
                summary=options["summary"],
            )
        except (ImportRefused, ValidationError) as refusal:
            raise CommandError(describe(refusal)) from refusal
        version = imported.version
        if not imported.is_new:
            self.stdout.write(f"already version {version.number}")
            return
        self.stdout.write(f"version {version.number} of {document.kind}, effective from {version.effective_from}")


def find_document(kind: str) -> Document:
    documents = {document.kind: document for document in Document.objects.all()}
    if kind not in documents:
        raise CommandError(f"There is no document of the kind {kind!r}. Known are: {', '.join(documents)}.")
    return documents[kind]


def read_date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise CommandError(f"--effective-from {text!r} is no date. Write it as 2025-06-26.") from error


def read_file(path: Path, contact: str) -> Statement:
    try:
        with path.open("rb") as file:
            raw = file.read(MAXIMUM_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"Cannot read {str(path)!r}: {getattr(error, 'strerror', error)}.") from error
    try:
        return read_statement(raw, contact=contact)
    except (UnreadableStatement, UnusableContact) as refusal:
        raise CommandError(str(refusal)) from refusal


def describe(refusal: ImportRefused | ValidationError) -> str:
    if not isinstance(refusal, ValidationError):
        return str(refusal)
    if not hasattr(refusal, "error_dict"):
        return " ".join(refusal.messages)
    return " ".join(f"{field}: {' '.join(messages)}" for field, messages in refusal.message_dict.items())
