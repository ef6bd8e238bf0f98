"""From the bytes of a file to its lines, with everything refused that is not plain text."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..writing.characters import DIRECTION_CHARACTERS

MAXIMUM_BYTES = 1024 * 1024
MAXIMUM_LINES = 10_000
MAXIMUM_CHARACTERS_PER_LINE = 10_000

UNSEEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


class UnreadableStatement(ValueError):
    """The text cannot be read as a statement; the message is for the person who offered it.

    `line` counts from 1, as text editors do; None when the fault lies in the file as a whole.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        self.line = line
        if line is not None:
            message = _("Regel %(number)s: %(message)s") % {"number": line, "message": message}
        super().__init__(message)


@dataclass(frozen=True)
class Line:
    """A line that holds something, without the white space at its edges."""

    number: int
    text: str


def read_lines(raw: bytes) -> list[Line]:
    """Raise UnreadableStatement for what is too large, empty, no UTF-8, or no text."""
    if len(raw) > MAXIMUM_BYTES:
        raise UnreadableStatement(_("Het bestand is groter dan 1 MiB."))
    text = _decode(raw).replace("\r\n", "\n").replace("\r", "\n")
    stripped = (Line(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1))
    lines = [line for line in stripped if line.text]
    if not lines:
        raise UnreadableStatement(_("Het bestand is leeg."))
    for line in lines:
        _refuse_unfit_line(line)
    if len(lines) > MAXIMUM_LINES:
        raise UnreadableStatement(_("Het bestand heeft te veel regels."), lines[MAXIMUM_LINES].number)
    return lines


def _decode(raw: bytes) -> str:
    if b"\0" in raw:
        raise UnreadableStatement(_("Dit is geen tekstbestand."), _number_of_line_at(raw, raw.index(b"\0")))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The position counts from behind the byte order mark, which holds no line end.
        line = _number_of_line_at(raw.removeprefix(b"\xef\xbb\xbf"), error.start)
        raise UnreadableStatement(
            _("Dit is geen UTF-8. Sla het bestand op als platte tekst in UTF-8."), line
        ) from error


def _number_of_line_at(raw: bytes, position: int) -> int:
    before = raw[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _refuse_unfit_line(line: Line) -> None:
    if len(line.text) > MAXIMUM_CHARACTERS_PER_LINE:
        raise UnreadableStatement(_("Deze regel is langer dan 10.000 tekens."), line.number)
    if any(is_unseen(character) for character in line.text):
        raise UnreadableStatement(_("Hier staat een stuurteken. Dit is geen gewone tekst."), line.number)


def is_unseen(character: str) -> bool:
    """A control character, half of a surrogate pair, or a character that turns the reading direction."""
    if character == "\t":
        return False
    return character in DIRECTION_CHARACTERS or unicodedata.category(character) in UNSEEN_CATEGORIES
