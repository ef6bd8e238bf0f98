"""Text cut into words, and words into what is looked up. The index, the question and the snippet all do it here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .stemming import REMEMBERED, STEMMERS

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 40  # characters; what is longer is cut
MOST_CHARACTERS = 100  # of a question
MOST_WORDS = 8
# A stem of at least so many letters also finds the longer words that begin with it: Dutch writes compounds as one word.
SHORTEST_BEGINNING = 5
LITTLE_DUTCH = """
    aan al als bij dan dat de der deze die dit doe door dus een en er ga geen had heb hebben heeft het hoe hun ik in is
    je jij jou jouw kan kun maar me meer men met mij mijn moet na naar niet nog nu of om onder ons onze ook op over te
    tot u uit uw van veel voor waar was wat we wel wie wil word wordt ze zich zij zijn zo zonder
"""
LITTLE_ENGLISH = """
    a about an and are as at be by can do does for from had has have how i if in into is it its me my no not of on or
    our so that the their them there these they this to was we what when where which who will with you your
"""
LITTLE_WORDS = {"nl": frozenset(LITTLE_DUTCH.split()), "en": frozenset(LITTLE_ENGLISH.split())}


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    folded: str
    stem: str


@lru_cache(REMEMBERED)
def fold(word: str) -> str:
    """Small letters without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return plain.casefold()[:LONGEST_WORD]


def read_words(text: str, language: str) -> Iterator[Word]:
    stem = STEMMERS.get(language, str)
    for found in WORD.finditer(text):
        folded = fold(found[0])
        if WORD.fullmatch(folded):
            yield Word(found.start(), found.end(), folded, stem(folded))


def write_stems(text: str, language: str) -> str:
    return " ".join(word.stem for word in read_words(text, language))


@dataclass(frozen=True)
class Question:
    """What somebody is looking for. `text` is what is shown of it; without stems there is nothing to look up."""

    text: str
    language: str
    words: tuple[Word, ...]
    is_cut: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.stem for word in self.words))

    def is_answered_by(self, stem: str) -> bool:
        """Whether this word of a text is one of those looked for."""
        return any(stem == own or (is_beginning(own) and stem.startswith(own)) for own in self.stems)


def is_beginning(stem: str) -> bool:
    return len(stem) >= SHORTEST_BEGINNING


def read_question(text: str, language: str) -> Question:
    clean = "".join(
        sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", text[: 4 * MOST_CHARACTERS])
    )
    clean = " ".join(clean.split())
    shown = clean[:MOST_CHARACTERS].rstrip()
    said = [word for word in read_words(shown, language) if len(word.folded) > 1 or word.folded.isdigit()]
    telling = [word for word in said if word.folded not in LITTLE_WORDS.get(language, ())] or said
    is_cut = len(clean) > MOST_CHARACTERS or len(text) > 4 * MOST_CHARACTERS or len(telling) > MOST_WORDS
    return Question(shown, language, tuple(telling[:MOST_WORDS]), is_cut)
