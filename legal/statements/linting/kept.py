"""How long data are kept: GDPR article 13(2)(a), for every kind, from a moment that can be pointed at."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .durations import Duration, list_durations
from .findings import Finding, advise, find_fault
from .passages import Passage, Reading
from .vocabulary import (
    COOKIE_REFERENCE,
    COOKIES,
    DURATION,
    EVIDENCE,
    INVOICES,
    NOT_KEPT,
    TOPICS,
)
from .words import list_words

START = re.compile(r"\b(?:na|nadat|vanaf|sinds|daarna|zolang|tot|totdat|after|from|since|until|following|as long as)\b")
FISCAL_START = re.compile(r"\b(?:na|nadat|vanaf|sinds|gerekend|after|from|since|following)\b")
NO_TERM = re.compile(
    r"(?:niet langer dan|lang als) .{0,30}(?:nodig|noodzakelijk)|een redelijke termijn"
    r"|no longer than .{0,30}necessary|as long as .{0,30}necessary"
)


def find_missing_terms(reading: Reading) -> Iterator[Finding]:
    if not reading.terms:
        message = _(
            "Er staat nergens hoe lang we gegevens bewaren (AVG, artikel 13 lid 2 onder a). Noem bij elke soort de "
            "termijn."
        )
        yield find_fault("term-missing", message)
        return
    for row in reading.rows:
        if not EVIDENCE.search(row.subject) and not _has_term(row, reading):
            message = _(
                "Van deze gegevens staat nergens hoe lang we ze bewaren (AVG, artikel 13 lid 2 onder a). Noem de "
                "termijn, of hoe die wordt bepaald."
            )
            yield find_fault("term-missing", message, row)


def _has_term(row: Passage, reading: Reading) -> bool:
    if row in reading.terms or NOT_KEPT.search(row.subject):
        return True
    if COOKIES.search(row.subject) and reading.find(COOKIE_REFERENCE):
        return True
    about = [topic for topic in TOPICS if topic.pattern.search(row.label)]
    about = about or [topic for topic in TOPICS if topic.pattern.search(row.folded)]
    words = list_words(row.label)
    return any(
        words & list_words(term.subject) or any(topic.pattern.search(term.subject) for topic in about)
        for term in reading.terms
    )


def find_vague_terms(reading: Reading) -> Iterator[Finding]:
    for passage in reading.find_all(NO_TERM):
        if not DURATION.search(passage.folded):
            message = _(
                "‘Zo lang als nodig’ is geen termijn: niemand kan nagaan wanneer die voorbij is (AVG, artikel 13 lid 2 "
                "onder a). Noem een aantal, of waar het van afhangt."
            )
            yield find_fault("term-vague", message, passage)


def find_terms_without_start(reading: Reading) -> Iterator[Finding]:
    for term in reading.terms:
        is_long = any(duration.unit != "minutes" for duration in list_durations(term.folded))
        is_open = is_long and not term.is_prose and not START.search(term.folded)
        if is_open and not INVOICES.pattern.search(term.subject):
            message = _("Er staat niet wanneer deze termijn begint. Schrijf bijvoorbeeld ‘na je laatste bericht’.")
            yield advise("term-without-start", message, term)


def find_invoices_without_start(reading: Reading) -> Iterator[Finding]:
    """The fiscal seven years begin when the records leave the current administration, not on the invoice's day."""
    terms = [term for term in reading.terms if _is_fiscal(term)]
    if terms and not any(FISCAL_START.search(term.folded) for term in terms):
        message = _(
            "Er staat niet wanneer de bewaartermijn van facturen begint. Die loopt niet vanaf de factuur: schrijf ‘na "
            "het einde van het boekjaar’ (Algemene wet inzake rijksbelastingen, artikel 52; AVG, artikel 13 lid 2 "
            "onder a)."
        )
        yield find_fault("invoices-without-start", message, terms[0])


def _is_fiscal(term: Passage) -> bool:
    return bool(
        INVOICES.pattern.search(term.folded) and any(unit == "months" for _count, unit in list_durations(term.folded))
    )


def find_different_terms(reading: Reading) -> Iterator[Finding]:
    """Two terms for the same thing. A line counts when it has one term and is about one thing."""
    found: dict[str, dict[Duration, Passage]] = defaultdict(dict)
    for term in reading.terms:
        durations = list_durations(term.folded)
        if (name := _name_subject(term)) and len(durations) == 1:
            (duration,) = durations
            found[name].setdefault(duration, term)
    for terms in found.values():
        if len(terms) > 1:
            first, other, *_rest = terms.values()
            message = _(
                "Voor hetzelfde staan er twee termijnen: hier, en bij “%(text)s”. Kies er één en schrijf die op beide "
                "plaatsen (AVG, artikel 5 lid 1 onder a en e)."
            )
            yield find_fault("terms-differ", message % {"text": Truncator(first.text).chars(80)}, other)


def _name_subject(term: Passage) -> str:
    names = {topic.name for topic in TOPICS if topic.pattern.search(term.subject)}
    if EVIDENCE.search(term.subject):
        return "evidence"
    return names.pop() if len(names) == 1 else ("" if names else term.label)
