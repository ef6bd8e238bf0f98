"""Which numbered lines are headings of sections, and which are steps inside one.

Both look alike: "5. …". Sections count on from 1; steps start at 1 in each list and stop counting where anything else
stands between them. Where a number could be either, its ending decides: a heading has no full stop, a step ends as the
step before it does. All readings are followed at once, so that a later line can still show what an earlier one was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .lines import UnreadableStatement

ENDINGS_OF_SENTENCES = (".", ";", ",")


@dataclass(frozen=True, slots=True)
class NumberedLine:
    line: int
    number: int
    text: str
    continues: bool
    """Nothing else stands between this line and the numbered line before it."""

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith(ENDINGS_OF_SENTENCES)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read everything up to a line; `oddities` counts the lines whose ending argues against it."""

    sections: int = 0
    steps: int = 0
    oddities: int = 0
    heading_line: int | None = None
    before: "Reading | None" = field(default=None, repr=False, compare=False)
    rival: "Reading | None" = field(default=None, repr=False, compare=False)
    """Another reading that is as likely and comes out at the same place."""


def find_headings(lines: Sequence[NumberedLine]) -> set[int]:
    """Return the line numbers of the headings; raise UnreadableStatement for a number out of order or unclear."""
    readings = [Reading()]
    previous_ends_sentence = False
    for line in lines:
        ways = [way for reading in readings for way in _read_on(reading, line, previous_ends_sentence)]
        if not ways:
            message = _("Nummer %(number)s past hier niet: het is niet het volgende onderdeel of het volgende punt.")
            raise UnreadableStatement(message % {"number": line.number}, line.line)
        readings = _keep_likeliest(ways)
        previous_ends_sentence = line.ends_sentence
    return _choose(readings)


def _read_on(reading: Reading, line: NumberedLine, previous_ends_sentence: bool) -> list[Reading]:
    ways = []
    if line.number == reading.sections + 1:
        oddities = reading.oddities + line.ends_sentence
        ways.append(Reading(line.number, 0, oddities, line.line, before=reading, rival=reading.rival))
    next_step = reading.steps + 1 if line.continues else 1
    if reading.sections and line.number in {1, next_step}:
        is_odd = line.number > 1 and line.ends_sentence != previous_ends_sentence
        oddities = reading.oddities + is_odd
        ways.append(Reading(reading.sections, line.number, oddities, before=reading, rival=reading.rival))
    return ways


def _keep_likeliest(ways: Sequence[Reading]) -> list[Reading]:
    """Keep one reading for each place in the counting, which is all that later lines depend on."""
    kept: dict[tuple[int, int], Reading] = {}
    for way in ways:
        place = (way.sections, way.steps)
        other = kept.get(place)
        if other is None or way.oddities < other.oddities:
            kept[place] = way
        elif way.oddities == other.oddities:
            kept[place] = replace(other, rival=other.rival or way)
    return list(kept.values())


def _choose(readings: Sequence[Reading]) -> set[int]:
    best, *others = sorted(readings, key=lambda reading: reading.oddities)
    tied = [other for other in others if other.oddities == best.oddities]
    rival = tied[0] if tied else best.rival
    headings = _list_headings(best)
    if rival is not None:
        message = _("Dit kan een kop zijn, maar ook een punt van de lijst. Zet een punt achter elk punt van de lijst.")
        raise UnreadableStatement(message, min(headings ^ _list_headings(rival)))
    return headings


def _list_headings(reading: Reading | None) -> set[int]:
    headings = set()
    while reading is not None:
        if reading.heading_line is not None:
            headings.add(reading.heading_line)
        reading = reading.before
    return headings
