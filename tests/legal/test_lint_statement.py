"""The linter on a file, for who writes a statement elsewhere."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.legal.linted_texts import TEXTS

pytestmark = pytest.mark.django_db


def lint(path: Path, **options: str) -> str:
    output = StringIO()
    call_command("lint_statement", str(path), **{"kind": "privacy"} | options, stdout=output)
    return output.getvalue()


def test_a_sound_text_ends_well_and_gives_its_advice():
    assert lint(TEXTS / "stekkie.txt").startswith("advice officer-missing: ")


def test_faults_are_told_with_their_line_and_end_in_an_error(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(CommandError, match="^[0-9]+ faults$"):
        call_command("lint_statement", str(TEXTS / "stekkie-vol-fouten.txt"), kind="privacy")
    output = capsys.readouterr().out
    assert "fault open-place: " in output
    assert "    Stekwerk B.V. en Groene Vinger zijn gezamenlijk verantwoordelijk." in output


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (None, "privacy", "Cannot read"),
        (b"\xff", "privacy", "Regel 1"),
        (b"Titel\n1. Kop\nTekst", "secrets", "no document of the kind 'secrets'"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None, kind: str, message: str):
    path = tmp_path / "statement.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        lint(path, kind=kind)
