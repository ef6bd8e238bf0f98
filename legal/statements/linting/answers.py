"""When we answer a request: within the month of GDPR article 12(3)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .durations import Duration, list_durations
from .findings import Finding, find_fault
from .passages import Reading

REPLY = re.compile(r"reage|reactie|antwoord|je hoort|verzoek|respond|repl(?:y|ies)\b|\banswer|hear from|request")
DEADLINE = re.compile(r"\b(?:binnen|uiterlijk|within)\b[^.]{0,25}$")
ONE_MONTH = Duration(1, "months")
ALWAYS_WITHIN_A_MONTH = {"days": 28, "months": 1}


def find_late_answers(reading: Reading) -> Iterator[Finding]:
    """Thirty days can be later than a month: what comes on 31 January is due on 28 February."""
    for passage in reading.find_all(REPLY):
        if ONE_MONTH not in list_durations(passage.folded) and any(map(_is_late, passage.sentences)):
            message = _(
                "Deze termijn kan langer zijn dan één maand, en meer geeft de wet niet (AVG, artikel 12 lid 3). Een "
                "verzoek van 31 januari moet op 28 februari zijn beantwoord. Schrijf ‘binnen een maand’."
            )
            yield find_fault("answer-late", message, passage)


def _is_late(sentence: str) -> bool:
    if not REPLY.search(sentence):
        return False
    for duration, start in list_durations(sentence).items():
        if DEADLINE.search(sentence[max(0, start - 40) : start]):
            return duration.number > ALWAYS_WITHIN_A_MONTH.get(duration.unit, duration.number)
    return False
