"""The line of a statement that says when it was last changed: "Laatst bijgewerkt: 26 juni 2025"."""

import re
from datetime import date

from django.utils.translation import gettext as _

from .lines import Line, UnreadableStatement

ANNOUNCEMENT = re.compile(
    r"(?:laatst bijgewerkt|last updated)(?: op| on)?\s*(?::|(?=[0-9]))\s*(?P<date>.*)", re.IGNORECASE
)
WRITTEN_DATE = re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<month>[^\W\d_]+)\s+(?P<year>[0-9]{4})\.?")

DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: number for names in (DUTCH_MONTHS, ENGLISH_MONTHS) for number, name in enumerate(names, start=1)}


def is_update_line(line: Line) -> bool:
    return ANNOUNCEMENT.fullmatch(line.text) is not None


def read_update_date(line: Line) -> date:
    """Raise UnreadableStatement when the line names no day that exists."""
    announcement = ANNOUNCEMENT.fullmatch(line.text)
    written = WRITTEN_DATE.fullmatch(announcement["date"]) if announcement else None
    month = MONTHS.get(written["month"].casefold()) if written else None
    if written is None or month is None:
        message = _("Hier staat geen datum die we kunnen lezen. Schrijf de datum zo: 26 juni 2025.")
        raise UnreadableStatement(message, line.number)
    try:
        return date(int(written["year"]), month, int(written["day"]))
    except ValueError as error:
        raise UnreadableStatement(_("Deze datum bestaat niet."), line.number) from error
