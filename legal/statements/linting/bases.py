"""Why we may use the data at all: the bases of GDPR article 6, and statistics that wait for a yes."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .findings import Finding, advise, find_fault
from .passages import Passage, Reading
from .practices import STATISTICS_WAIT_FOR_CONSENT, is_practice
from .vocabulary import BASES, BASIS, CONSENT, COOKIES, HEADINGS, LEGITIMATE_INTEREST, OPT_OUT, SAYS_YES, STATISTICS

NO_BASIS = re.compile(
    r"(?:grondslag|rechtsgrond|legal basis|lawful basis)\W{0,4}(?:is |voor \w{1,20} )?\W{0,3}"
    r"(?:n\.?\s?v\.?\s?t\b|niet (?:van toepassing|nodig)|geen\b|not applicable|not needed|none\b|n/a\b|n\.a\.|-$)"
    r"|\b(?:geen|zonder) (?:grondslag|rechtsgrond)|\bno (?:legal|lawful) basis"
)
INTEREST_NAMED = re.compile(
    r"hiermee|daarmee|zodat|nodig (?:om|voor)|\bom .{1,80} te\b|\bnamelijk\b|belang (?:bij|is|om|van|in)\b"
    r"|with (?:this|these)|so that|in order to|needed (?:to|for)|interest (?:in|is|of)\b"
)
WEIGHED = re.compile(r"afweg|afgewogen|gewogen|naast elkaar (?:gelegd|gezet)|weigh|balanc")


def find_missing_basis(reading: Reading) -> Iterator[Finding]:
    """Said of a kind of data: no basis applies. Using data for a moment only is processing too (article 4(2))."""
    for passage in reading.find_all(NO_BASIS):
        message = _(
            "Hier staat dat er geen grondslag is. Ook gegevens die we maar even gebruiken, verwerken we (AVG, artikel "
            "4 lid 2), en dat mag alleen met een grondslag (artikel 6 lid 1). Noem de grondslag."
        )
        yield find_fault("basis-denied", message, passage)


def find_unfounded_rows(reading: Reading) -> Iterator[Finding]:
    if not reading.find(BASES):
        message = _(
            "Er staat nergens op welke grondslag we gegevens gebruiken (AVG, artikel 13 lid 1 onder c). Noem bij elke "
            "soort gegevens de grondslag, zoals de overeenkomst, de wet of toestemming."
        )
        yield find_fault("basis-missing", message)
        return
    listed = (row for row in reading.rows if row.kind == "row" or HEADINGS["rows"].search(row.heading))
    if not any(BASES.search(row.folded) for row in listed):
        return  # the bases stand together in a place of their own
    for row in reading.rows:
        if not BASES.search(row.folded) and not BASIS.search(row.folded):
            message = _(
                "Bij deze gegevens staat geen grondslag, en bij de andere wel (AVG, artikel 13 lid 1 onder c). Noem "
                "hem ook hier."
            )
            yield find_fault("basis-missing", message, row)


def find_unnamed_interests(reading: Reading) -> Iterator[Finding]:
    """Article 13(1)(d) asks which interest it is, and the guidelines on transparency that it was weighed."""
    relying = [row for row in reading.rows if LEGITIMATE_INTEREST.search(row.folded)]
    for row in relying:
        if not INTEREST_NAMED.search(row.folded):
            message = _(
                "Hier staat ‘gerechtvaardigd belang’, en niet welk belang dat is (AVG, artikel 13 lid 1 onder d). "
                "Schrijf op waar het ons om gaat, bijvoorbeeld een veilige site."
            )
            yield find_fault("interest-unnamed", message, row)
    if relying and not reading.find(WEIGHED):
        message = _(
            "Er staat niet dat we ons belang en dat van de lezer hebben afgewogen (AVG, artikel 6 lid 1 onder f). "
            "Schrijf in één zin hoe die afweging uitviel."
        )
        yield advise("interest-unweighed", message, relying[0])


def find_statistics_without_asking(reading: Reading) -> Iterator[Finding]:
    """The text against what the site does: `legal.cookies` tells whether statistics wait for a yes."""
    leaning = [
        passage for passage in reading.passages if _leans_on_interest(passage) or _offers_way_out(passage, reading)
    ]
    if not leaning or not is_practice(STATISTICS_WAIT_FOR_CONSENT):
        return
    for passage in leaning:
        message = _(
            "Hier staat dat statistiek loopt tot iemand weigert. De site wacht juist op een ja. Schrijf op wat de site "
            "doet: grondslag toestemming (AVG, artikel 6 lid 1 onder a; Telecommunicatiewet, artikel 11.7a)."
        )
        yield find_fault("statistics-opt-out", message, passage)


def _leans_on_interest(passage: Passage) -> bool:
    text = passage.folded
    return bool(_is_about_counting(text) and LEGITIMATE_INTEREST.search(text) and not CONSENT.search(text))


def _is_about_counting(text: str) -> bool:
    return bool(STATISTICS.search(text) and (COOKIES.search(text) or "analy" in text))


def _offers_way_out(passage: Passage, reading: Reading) -> bool:
    """Refusing is told in a section on cookies or statistics that nowhere says that we ask first."""
    for sentence in passage.sentences:
        is_about = COOKIES.search(sentence) and (STATISTICS.search(sentence) or STATISTICS.search(passage.folded))
        if is_about and OPT_OUT.search(sentence):
            around = (other.folded for other in reading.passages if other.heading == passage.heading)
            return not any(SAYS_YES.search(text) for text in around)
    return False
