"""What a text promises in one place and forgets, or denies, in another."""

import re
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .findings import Finding, find_fault
from .passages import Passage, Reading
from .vocabulary import CANNOT_GIVE, DURATION, EVIDENCE, NOT_KEPT, PURPOSES, WITHIN_LIMITS, Topic
from .words import list_words

POINTING_BACK = re.compile(r"(?:die|dat|deze|dit|ze|het|daarom|dus|they|these|it|so)\b")


def find_denied_data(reading: Reading) -> Iterator[Finding]:
    """Said to be used in one place and "not kept", or out of reach of the reader's rights, in another."""
    rows = [*reading.rows, *(term for term in reading.terms if not term.is_prose and DURATION.search(term.folded))]
    for passage in reading.passages:
        for words in _list_denied(passage):
            kept = next((row for row in rows if row != passage and _keeps(row, words)), None)
            if kept:
                message = _(
                    "Hier staat dat we dit niet bewaren of niet kunnen geven of wissen. Maar bij “%(text)s” staat dat "
                    "we het wel gebruiken. Inzage en wissen gelden voor alles wat we hebben (AVG, artikel 15 en 17). "
                    "Laat beide plaatsen hetzelfde zeggen."
                )
                yield find_fault("kept-and-denied", message % {"text": Truncator(kept.text).chars(80)}, passage)
                break


def _list_denied(passage: Passage) -> Iterator[frozenset[str]]:
    """The words of each sentence that denies; one that points back is about what the sentence before it named.

    A row denies for what it is about, which its label says.
    """
    label = frozenset() if passage.is_prose else list_words(passage.label)
    before = ""
    for sentence in passage.sentences:
        both = f"{before} {sentence}"
        is_denial = NOT_KEPT.search(sentence) or CANNOT_GIVE.search(sentence)
        if is_denial and not DURATION.search(both) and not WITHIN_LIMITS.search(sentence):
            words = list_words(both if POINTING_BACK.match(sentence) else sentence)
            yield (label & words) if label else words
        before = sentence


def _keeps(row: Passage, words: frozenset[str]) -> bool:
    if NOT_KEPT.search(row.folded) and words & list_words(row.label):
        return False
    about = (sentence for sentence in row.sentences if words & list_words(sentence))
    return any(not NOT_KEPT.search(sentence) for sentence in about)


def find_forgotten_purposes(reading: Reading) -> Iterator[Finding]:
    """Something named as a purpose, such as a newsletter, whose data or term stand nowhere."""
    named = reading.list_under("purposes") or list(reading.passages)
    for topic in PURPOSES:
        place = next((passage for passage in named if topic.pattern.search(passage.folded)), None)
        if place:
            yield from _find_forgotten(reading, topic, place)


def _find_forgotten(reading: Reading, topic: Topic, place: Passage) -> Iterator[Finding]:
    name = {"topic": _(topic.name)}
    if reading.rows and not any(topic.pattern.search(row.folded) for row in reading.rows):
        message = _(
            "Hier gaat het over %(topic)s, en bij de soorten gegevens staat daar niets van (AVG, artikel 13 lid 1 "
            "onder c). Zet daar welke gegevens we ervoor gebruiken en op welke grondslag."
        )
        yield find_fault("purpose-without-data", message % name, place)
    if reading.terms and not any(topic.pattern.search(term.folded) for term in reading.terms):
        message = _(
            "Hier gaat het over %(topic)s, en er staat niet hoe lang we de gegevens daarvoor bewaren (AVG, artikel 13 "
            "lid 2 onder a). Noem de termijn."
        )
        yield find_fault("purpose-without-term", message % name, place)


def find_forgotten_evidence(reading: Reading) -> Iterator[Finding]:
    """This site records every answer to a text (`models.Act`), and that record is personal data of its own."""
    if not any(EVIDENCE.search(row.folded) for row in reading.rows):
        message = _(
            "We leggen vast wie op welke tekst antwoordde, en dat staat niet bij de soorten gegevens (AVG, artikel 13 "
            "lid 1 onder c). Zet het bewijs van afspraken erbij, met doel en grondslag."
        )
        yield find_fault("evidence-missing", message)
    if not any(EVIDENCE.search(term.subject) for term in reading.terms):
        message = _(
            "Er staat niet hoe lang we het bewijs van afspraken en toestemming bewaren (AVG, artikel 13 lid 2 onder "
            "a). Noem de termijn."
        )
        yield find_fault("evidence-without-term", message)
