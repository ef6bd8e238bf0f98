"""What GDPR article 13 wants told besides bases, rights, terms and transfers: who, why, to whom, and what follows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .findings import Finding, advise, find_fault
from .passages import Reading
from .vocabulary import CONTACT


class Duty(NamedTuple):
    """Something that must be told: a line says it, or a section whose heading speaks of it (see `HEADINGS`)."""

    code: str
    message: str
    pattern: re.Pattern[str]
    heading: str = ""


DUTIES = (
    Duty(
        "controller-missing",
        gettext_noop(
            "Er staat niet wie verantwoordelijk is voor de gegevens (AVG, artikel 13 lid 1 onder a). Noem de naam van "
            "het bedrijf, zoals die in het handelsregister staat."
        ),
        re.compile(
            r"verantwoordelijk|bepalen .{0,40}gegevens|\bb\.?v\.?\b|\bn\.?v\.?\b|\bv\.?o\.?f\b|stichting|vereniging"
            r"|eenmanszaak|maatschap|\bkvk\b|controller|decide what happens|\bltd\b|\bgmbh\b"
        ),
    ),
    Duty(
        "contact-missing",
        gettext_noop(
            "Er staat geen mailadres of telefoonnummer (AVG, artikel 13 lid 1 onder a). Schrijf op waar iemand terecht "
            "kan."
        ),
        CONTACT,
    ),
    Duty(
        "purpose-missing",
        gettext_noop(
            "Er staat niet waarvoor we de gegevens gebruiken (AVG, artikel 13 lid 1 onder c). Noem bij elke soort het "
            "doel."
        ),
        re.compile(
            r"hiermee|waarvoor|\bdoel(?:en|einden)?\b|nodig (?:om|voor)|with (?:this|these)|purpose|in order to"
        ),
        "purposes",
    ),
    Duty(
        "recipients-missing",
        gettext_noop(
            "Er staat niet wie de gegevens ontvangt (AVG, artikel 13 lid 1 onder e). Noem de bedrijven, of de soorten "
            "bedrijven."
        ),
        re.compile(r"verwerkers|ontvangers|delen .{0,40}met|geven .{0,60}door|recipients|processors|share .{0,40}with"),
        "recipients",
    ),
    Duty(
        "obligation-missing",
        gettext_noop(
            "Er staat niet of iemand de gegevens moet geven, en wat er gebeurt als dat niet gebeurt (AVG, artikel 13 "
            "lid 2 onder e). Schrijf op wat nodig is voor de overeenkomst of de wet."
        ),
        re.compile(
            r"\b(?:verplicht|moet (?:je|u)|hoef(?:t|je)?|noodzakelijk)\b.{0,80}\b(?:geven|verstrekken|in te vullen"
            r"|invullen|aan te leveren)\b|\bzonder\b.{0,120}\b(?:kunnen (?:we|wij)|kan .{1,30})\b.{0,60}"
            r"\b(?:geen|niet|niets)\b|(?:have to|must you|obliged to|required to) (?:give|provide)"
            r"|\bwithout\b.{0,120}\bwe cannot\b"
        ),
    ),
)
# The law asks for these lines only where there is an officer, or where such decisions are taken.
WHERE_IT_APPLIES = (
    Duty(
        "officer-missing",
        gettext_noop(
            "Er staat niets over een functionaris gegevensbescherming. Is die er, noem dan hoe je die bereikt (AVG, "
            "artikel 13 lid 1 onder b). Is die er niet, dan hoeft er niets te staan."
        ),
        re.compile(r"functionaris (?:voor )?(?:de )?gegevensbescherming|\bfg\b|data protection officer|\bdpo\b"),
    ),
    Duty(
        "automation-missing",
        gettext_noop(
            "Er staat niet of een computer alleen besluiten neemt over mensen (AVG, artikel 13 lid 2 onder f). Gebeurt "
            "dat niet, schrijf dat dan op: dan hoeft niemand ernaar te raden."
        ),
        re.compile(
            r"geautomatiseerde? (?:besluit|beslis|individuele)|automatisch .{0,20}(?:besluit|beslis)|profilering"
            r"|profiel van|artikel 22\b|door een computer|automated .{0,20}decision|profiling|profile of you"
            r"|article 22\b|to a computer"
        ),
    ),
)


def find_missing_lines(reading: Reading) -> Iterator[Finding]:
    for duty in DUTIES:
        if not _is_met(duty, reading):
            yield find_fault(duty.code, _(duty.message))
    for duty in WHERE_IT_APPLIES:
        if not _is_met(duty, reading):
            yield advise(duty.code, _(duty.message))


def _is_met(duty: Duty, reading: Reading) -> bool:
    return reading.find(duty.pattern) is not None or bool(duty.heading and reading.list_under(duty.heading))
