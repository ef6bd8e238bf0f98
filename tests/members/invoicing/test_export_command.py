"""The year from the command line."""

import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.invoicing.issuer import Issuer
from tests.factories.invoices import issue

pytestmark = pytest.mark.django_db


def export(year: int, file: Path) -> str:
    output = StringIO()
    call_command("export_invoices", str(year), str(file), stdout=output)
    return output.getvalue()


def test_a_year_is_written_to_a_file(issuer: Issuer, tmp_path: Path) -> None:
    issue()
    file = tmp_path / "boekjaar.zip"
    assert export(2026, file) == f"{file}: 1 invoices of 2026\n"
    with zipfile.ZipFile(file) as archive:
        assert "pdf/WF2026-00001.pdf" in archive.namelist()
        assert "Facturen en creditfacturen van 2026: 1." in archive.read("LEESMIJ.txt").decode()
    assert list(tmp_path.iterdir()) == [file]


def test_run_again_it_writes_the_file_anew(issuer: Issuer, tmp_path: Path) -> None:
    issue()
    file = tmp_path / "boekjaar.zip"
    export(2026, file)
    issue()
    assert "2 invoices" in export(2026, file)


def test_a_year_without_invoices_is_no_file(issuer: Issuer, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There are no invoices of 2025\."):
        export(2025, tmp_path / "leeg.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(issuer: Issuer, tmp_path: Path) -> None:
    issue()
    with pytest.raises(CommandError, match="cannot be written"):
        export(2026, tmp_path / "nergens" / "boekjaar.zip")
