"""Data that leave the European Economic Area: GDPR article 13(1)(f)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .findings import Finding, advise, find_fault
from .passages import Reading

AREA = re.compile(r"\beer\b|\beea\b|europese (?:economische ruimte|unie)|european (?:economic area|union)|\beu\b")
LEAVING = re.compile(r"\bbuiten\b|\bverlaten\b|\boutside\b|\bleave\b|verenigde staten|united states|\bderde landen?\b")
SAFEGUARD = re.compile(
    r"modelcontract|modelbepaling|standard contractual|standaardcontract|adequaatheid|adequacy|passende waarborg"
    r"|appropriate safeguard|bindende bedrijfsvoorschriften|binding corporate|data privacy framework|\bscc'?s?\b"
)
COPY = re.compile(
    r"kopie|opvragen|inzien|lezen\?|(?:mail|vraag|schrijf) ons|\bcopy\b|write to us|ask us|on request|op verzoek"
)


def find_missing_transfers(reading: Reading) -> Iterator[Finding]:
    """Whether data leave the area, and under which safeguard."""
    place = reading.find(AREA)
    if place is None:
        message = _(
            "Er staat niet of gegevens buiten de Europese Economische Ruimte komen (AVG, artikel 13 lid 1 onder f). "
            "Zeg ja of nee."
        )
        yield find_fault("transfers-missing", message)
    elif LEAVING.search(place.folded) and not reading.find(SAFEGUARD):
        message = _(
            "Gegevens kunnen buiten de Europese Economische Ruimte komen, en er staat niet hoe ze dan beschermd zijn "
            "(AVG, artikel 13 lid 1 onder f). Noem de waarborg, zoals modelcontracten."
        )
        yield find_fault("safeguard-missing", message, place)


def find_unread_safeguards(reading: Reading) -> Iterator[Finding]:
    """The same article asks how to obtain a copy of the safeguard."""
    safeguard = reading.find(SAFEGUARD)
    if safeguard and not any(passage.anchor == safeguard.anchor for passage in reading.find_all(COPY)):
        message = _(
            "Er staat niet waar iemand deze waarborgen kan lezen (AVG, artikel 13 lid 1 onder f). Schrijf hoe je een "
            "kopie krijgt."
        )
        yield advise("safeguard-copy", message, safeguard)
