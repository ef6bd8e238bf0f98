"""Spreadsheets with courses, written as somebody would, and what comes of importing them."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from wagtail.models import Page

from courses.importing.columns import COLUMNS as ALL_COLUMNS

COLUMNS = [column.name for column in ALL_COLUMNS]
COURSE = {
    "title": "Zeilen & roeien",
    "slug": "zeilen",
    "topic": "Overleg",
    "minutes": "60",
    "price": "49,50",
    "teaser": "Zeil weg.",
    "introduction": "Voor wie wil zeilen.\n\nEn roeien.",
    "outcomes": "een knoop leggen | sturen",
    "audience": "Je woont aan het water.",
}
LESSON = {
    "course": "zeilen",
    "title": "Overstag",
    "minutes": "10",
    "teaser": "Draaien.",
    "module": "Begin",
    "text": "Grootzeil & fok.\n\nKlaar?",
}


def write_file(path: Path, *rows: dict[str, str]) -> Path:
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in [dict(zip(COLUMNS, COLUMNS, strict=True)), *rows]:
            book.active.append([row.get(column) for column in COLUMNS])
        book.save(path)
        return path
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def import_courses(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_courses", str(path), *options, stdout=out)
    return out.getvalue()


def refuse(path: Path) -> str:
    """All that is said about it; nothing may have been written."""
    before, err = Page.objects.count(), io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_courses", str(path), stderr=err)
    assert Page.objects.count() == before
    assert refusal.value.returncode == 1
    return f"{err.getvalue()}{refusal.value}"
