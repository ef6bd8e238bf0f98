"""What is wrong in a text of any kind: open places, dead links, empty sections, words that say nothing."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..plain_text.placeholders import find_placeholder
from ..writing.anchors import list_dead_links
from .findings import Finding, advise, find_fault
from .passages import Reading

REFERENCE = re.compile(
    r"\b(?:onderdeel|hoofdstuk|section) (\d{1,3})\b"
    r"|\b(?:artikel|article) (\d{1,3}) (?:hierboven|hieronder|above|below|van deze (?:tekst|verklaring|voorwaarden))"
)
TO_DO = re.compile(
    r"\b(?:todo|tbd|lorem ipsum|n\.t\.b\.|xxx+|nog in te vullen|nader te bepalen)\b"
    r"|\[[^\[\]]{0,40}(?:invullen|vul|naam|datum|adres|bedrijf|name|date|address|company)[^\[\]]{0,40}\]"
)
HIDDEN_ADDRESS = re.compile(r"\w\s?[\[(](?:at|apenstaartje)[\])]\s?\w")
EMPTY_WORDS = re.compile(
    r"\bo\.a\.|\b(?:onder andere|onder meer|enz\.|enzovoorts?|etc\b|en dergelijke|e\.d\.|eventuee?le?|mogelijkerwijs"
    r"|zo nodig|indien nodig|waar nodig|and so on|among other things|if necessary|as needed|possibly)"
)


def find_open_places(reading: Reading) -> Iterator[Finding]:
    for passage in (*reading.sections, *reading.passages):
        if found := find_placeholder(passage.text) or TO_DO.search(passage.folded):
            shown = found if isinstance(found, str) else found.group()
            message = _(
                "Hier staat geen echte tekst, maar een plaats die nog open is: %(found)s. Vul hem in. Staat hier een "
                "mailadres, dan moet iemand ons daarmee echt bereiken (AVG, artikel 13 lid 1 onder a)."
            )
            yield find_fault("open-place", message % {"found": shown}, passage)
        elif HIDDEN_ADDRESS.search(passage.folded):
            message = _("Dit mailadres is verstopt. Schrijf het voluit, zodat iedereen erop kan klikken.")
            yield advise("address-hidden", message, passage)


def find_dead_links(reading: Reading) -> Iterator[Finding]:
    for name in list_dead_links(reading.html):
        message = _("Een link gaat naar “#%(anchor)s”, en dat artikel is er niet. Kies een artikel dat er is.")
        yield find_fault("link-dead", message % {"anchor": name})
    for passage in reading.find_all(REFERENCE):
        numbers = [int(first or second) for first, second in REFERENCE.findall(passage.folded)]
        if reading.sections and any(number > len(reading.sections) for number in numbers):
            message = _("Hier wordt verwezen naar een onderdeel dat er niet is. Noem het goede nummer.")
            yield find_fault("reference-dead", message, passage)


def find_empty_sections(reading: Reading) -> Iterator[Finding]:
    filled = {passage.anchor for passage in reading.passages}
    for section in reading.sections:
        if section.anchor not in filled:
            message = _("Onder deze kop staat niets. Schrijf de tekst, of haal de kop weg.")
            yield find_fault("section-empty", message, section)


def find_empty_words(reading: Reading) -> Iterator[Finding]:
    for passage in reading.find_all(EMPTY_WORDS):
        message = _(
            "“%(words)s” laat open wat er nog meer is. Zeg precies wat we doen (AVG, artikel 12 lid 1: duidelijke "
            "taal)."
        )
        found = EMPTY_WORDS.search(passage.folded)
        yield advise("words-empty", message % {"words": found.group() if found else ""}, passage)
