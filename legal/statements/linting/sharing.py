"""Two who decide together: what GDPR article 26 wants told of the way they divided the work."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .findings import Finding, advise, find_fault
from .passages import Reading

JOINTLY = re.compile(
    r"gezamenlijk.{0,30}verantwoordelijk|(?:samen|beide|allebei|gezamenlijk)\b.{0,60}\b(?:verantwoordelijk|bepalen|bepaalt)"
    r"|(?:verantwoordelijk|bepalen)\b.{0,30}\bsamen\b|joint(?:ly)? .{0,20}(?:controller|responsible)"
    r"|together .{0,30}(?:decide|determine|responsible)"
)
ARRANGEMENT = re.compile(
    r"artikel 26\b|article 26\b|(?:taken|werk|verantwoordelijkheden|rollen)\b.{0,40}\b(?:verdeeld|verdelen|verdeling)"
    r"|(?:verdeeld|verdelen|verdeling)\b.{0,40}\b(?:taken|werk|rollen)|onderlinge (?:regeling|afspra)|afgesproken wie"
    r"|divided (?:the|our) (?:work|tasks)|arrangement|agreed (?:on )?who"
)
EITHER = re.compile(
    r"(?:bij|tegen|aan) (?:allebei|beide|elk van|ieder van|een van)|wie van de twee"
    r"|either (?:of|one)|both of (?:them|us)"
)


def find_missing_arrangement(reading: Reading) -> Iterator[Finding]:
    together = reading.find(JOINTLY)
    if together is None:
        return
    arrangement = reading.find(ARRANGEMENT)
    if arrangement is None:
        message = _(
            "Twee bedrijven zijn samen verantwoordelijk, en er staat niet hoe ze de taken hebben verdeeld (AVG, "
            "artikel 26 lid 2). Schrijf in het kort wie wat doet, zoals wie verzoeken beantwoordt."
        )
        yield find_fault("arrangement-missing", message, together)
    elif not reading.find(EITHER):
        message = _(
            "Er staat niet dat iemand met een verzoek bij elk van de twee terecht kan (AVG, artikel 26 lid 3). Voeg "
            "dat toe."
        )
        yield advise("arrangement-either", message, arrangement)
