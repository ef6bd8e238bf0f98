from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal.statements.languages import PREVAILING_LANGUAGE
from legal.statements.linting import find_findings
from legal.statements.models import Document
from legal.statements.plain_text import Statement, UnreadableStatement, read_statement
from legal.statements.publishing.importing import to_stream
from legal.statements.writing.rendering import RenderedText, drop_identifiers


class Command(BaseCommand):
    help = (
        "Say what is missing or does not fit together in a statement in a plain-text file. Exit 1 when it has faults."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the text, in UTF-8, as import_statement reads it")
        parser.add_argument("--kind", required=True, help="the document that the text belongs to, such as privacy")
        parser.add_argument("--language", default=PREVAILING_LANGUAGE, help="of the text (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        document = Document.objects.filter(kind=options["kind"]).first()
        if document is None:
            raise CommandError(f"There is no document of the kind {options['kind']!r}.")
        findings = find_findings(read_file(Path(options["file"]), options["language"]), document)
        for finding in findings:
            self.stdout.write(f"{finding.severity} {finding.code}: {finding.message}")
            if finding.line_text:
                self.stdout.write(f"    {finding.line_text}")
        faults = sum(finding.severity == "fault" for finding in findings)
        if faults:
            raise CommandError(f"{faults} faults")


def read_file(path: Path, language: str) -> RenderedText:
    try:
        statement = read_statement(path.read_bytes(), may_hold_places=True)
    except OSError as error:
        raise CommandError(f"Cannot read {str(path)!r}: {error.strerror}.") from error
    except UnreadableStatement as refusal:
        raise CommandError(str(refusal)) from refusal
    return render_statement(statement, language)


def render_statement(statement: Statement, language: str) -> RenderedText:
    """As it would stand on its page, for rules that read words; without HTML, which a plain text has no links for."""
    return RenderedText(statement.title, language, "", "", "", drop_identifiers(to_stream(statement)))
