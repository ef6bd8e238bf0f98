"""What readers may ask of us: GDPR articles 15 to 22 and 7(3), as 13(2)(b) to (d) wants them told."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .findings import Finding, find_fault
from .passages import Passage, Reading
from .vocabulary import AUTHORITY, CONSENT

RIGHTS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "right-access",
        gettext_noop("Het recht op inzage ontbreekt (AVG, artikel 15). Schrijf dat iemand zijn gegevens kan opvragen."),
        re.compile(
            r"\binzage|inzien|opvragen|(?:zien|zeggen|weten) welke gegevens|welke (?:persoons)?gegevens we van"
            r"|\baccess\b|which data we have|see your data|copy of your"
        ),
    ),
    (
        "right-rectification",
        gettext_noop(
            "Het recht op verbetering ontbreekt (AVG, artikel 16). Schrijf dat iemand fouten kan laten verbeteren."
        ),
        re.compile(r"rectifi|correct|verbeter|aanpassen|te wijzigen|laten wijzigen|fouten? .{0,30}herstel"),
    ),
    (
        "right-erasure",
        gettext_noop("Het recht op wissen ontbreekt (AVG, artikel 17). Schrijf dat iemand gegevens kan laten wissen."),
        re.compile(r"\bwissen|gewist|verwijder|vergeten te worden|vergetelheid|\beras|\bdelet|be forgotten"),
    ),
    (
        "right-restriction",
        gettext_noop(
            "Het recht op beperking ontbreekt (AVG, artikel 18). Schrijf dat iemand kan vragen om gegevens even niet "
            "te gebruiken, bijvoorbeeld zolang we nagaan of ze kloppen."
        ),
        re.compile(r"beperk(?:en|ing|t)\b(?! aansprakelijk)|artikel 18\b|restrict|article 18\b"),
    ),
    (
        "right-portability",
        gettext_noop(
            "Het recht op overdracht ontbreekt (AVG, artikel 20). Schrijf dat iemand gegevens mee kan krijgen in een "
            "bestand."
        ),
        re.compile(r"overdra[ac]g|portabilit|mee te (?:geven|nemen)|mee (?:krijgen|nemen)|meenemen|in a file|portable"),
    ),
    (
        "right-objection",
        gettext_noop(
            "Het recht van bezwaar ontbreekt (AVG, artikel 21). Schrijf dat iemand bezwaar kan maken tegen gebruik "
            "voor ons gerechtvaardigd belang."
        ),
        re.compile(r"bezwaar|\bobject(?:ing|ion|s|ions)?\b"),
    ),
)
WITHDRAWAL = re.compile(r"intrek|in te trekken|ingetrokken|withdraw|take .{0,15}back|end a consent")
LEAVING = re.compile(r"uitschrijv|afmeld|van de nieuwsbrief|unsubscribe|off the newsletter")  # among the rights only
COMPLAINT = re.compile(r"klacht|klagen|klaagt|complain")


def find_missing_rights(reading: Reading) -> Iterator[Finding]:
    for code, message, pattern in RIGHTS:
        if not _says(reading.rights, pattern):
            yield find_fault(code, _(message))
    is_told = reading.find(WITHDRAWAL) or _says(reading.rights, LEAVING)
    if reading.find(CONSENT) and not is_told:
        message = _(
            "Er staat niet dat iemand toestemming weer kan intrekken (AVG, artikel 7 lid 3). Schrijf dat dit op elk "
            "moment kan, net zo makkelijk als geven."
        )
        yield find_fault("right-withdrawal", message)


def _says(passages: tuple[Passage, ...], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(passage.folded) for passage in passages)


def find_missing_complaint(reading: Reading) -> Iterator[Finding]:
    """The authority beside data breaches only is no right to complain."""
    sections = {passage.anchor for passage in reading.find_all(AUTHORITY)}
    if not any(passage.anchor in sections for passage in reading.find_all(COMPLAINT)):
        message = _(
            "Het recht om te klagen ontbreekt (AVG, artikel 13 lid 2 onder d). Schrijf dat iemand een klacht kan "
            "indienen bij de Autoriteit Persoonsgegevens."
        )
        yield find_fault("right-complaint", message)
