"""Words brought back to their stem, so that "vergaderingen" finds "vergadering".

Dutch follows Snowball's Dutch stemmer, the one in PostgreSQL (https://snowballstem.org/algorithms/dutch/stemmer.html),
letter for letter, and then brings together what Dutch spells in two ways: "brieven" and "brief", "lessen" and "les".
English loses its most common endings only. In Python and not in the database, because SQLite has no Dutch stemmer, and
because whoever marks a word in a snippet must agree with whoever found it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

VOWELS = "aeiouy"
HARD = {"v": "f", "z": "s"}  # at the end of a word
REMEMBERED = 50_000  # words


@lru_cache(REMEMBERED)
def stem_dutch(word: str) -> str:
    """Of a word in small letters without accents."""
    stem = follow_snowball(word)
    stem = re.sub(r"([bdfgklmnprst])\1$", r"\1", stem)
    return stem[:-1] + HARD[stem[-1]] if len(stem) > 3 and stem[-1] in HARD else stem


def follow_snowball(word: str) -> str:
    word = re.sub(f"(^|(?<=[{VOWELS}]))y", "Y", word)
    word = re.sub(f"(?<=[{VOWELS}])i(?=[{VOWELS}])", "I", word)
    first = _find_region(word, 0)
    second = _find_region(word, first)
    first = max(first, 3)
    word = _take_plural(word, first)
    word, lost_e = _take_e(word, first)
    if word.endswith("heid") and len(word) - 4 >= second and word[-5:-4] != "c":
        word = _take_en(word[:-4], "en", first)
    word = _take_derivation(word, first, second, lost_e)
    word = re.sub(f"([^{VOWELS}])(aa|ee|oo|uu)([^{VOWELS}I])$", lambda m: m[1] + m[2][0] + m[3], word)
    return word.lower()


def _find_region(word: str, start: int) -> int:
    """What follows the first consonant after a vowel."""
    found = re.compile(f"[{VOWELS}][^{VOWELS}]").search(word, start)
    return found.end() if found else len(word)


def _undouble(word: str) -> str:
    return word[:-1] if word.endswith(("kk", "dd", "tt")) else word


def _take_plural(word: str, first: int) -> str:
    if word.endswith("heden"):
        return f"{word[:-5]}heid" if len(word) - 5 >= first else word
    for ending in ("ene", "en"):
        if word.endswith(ending):
            return _take_en(word, ending, first)
    for ending in ("se", "s"):
        if word.endswith(ending):
            start = len(word) - len(ending)
            return word[:start] if start >= first and word[start - 1] not in f"{VOWELS}j" else word
    return word


def _take_en(word: str, ending: str, first: int) -> str:
    start = len(word) - len(ending)
    if not word.endswith(ending) or start < max(first, 1) or word[start - 1] in VOWELS or word[:start].endswith("gem"):
        return word
    return _undouble(word[:start])


def _take_e(word: str, first: int) -> tuple[str, bool]:
    if word.endswith("e") and len(word) - 1 >= first and word[-2:-1] not in VOWELS:
        return _undouble(word[:-1]), True
    return word, False


def _take_derivation(word: str, first: int, second: int, lost_e: bool) -> str:
    for ending in ("lijk", "baar", "end", "ing", "bar", "ig"):
        if not word.endswith(ending):
            continue
        shorter = word[: -len(ending)]
        if len(shorter) < second or (ending == "bar" and not lost_e) or (ending == "ig" and shorter.endswith("e")):
            return word
        if ending == "lijk":
            return _take_e(shorter, first)[0]
        if ending in ("end", "ing"):
            is_ig = shorter.endswith("ig") and len(shorter) - 2 >= second and not shorter.endswith("eig")
            return shorter[:-2] if is_ig else _undouble(shorter)
        return shorter
    return word


@lru_cache(REMEMBERED)
def stem_english(word: str) -> str:
    """Plurals, -ing, -ed and a silent e."""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        shorter = word.removesuffix(ending)
        if shorter != word and len(shorter) > 2 and re.search("[aeiouy]", shorter):
            word = re.sub(r"([^aeiouylsz])\1$", r"\1", shorter)
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


STEMMERS: dict[str, Callable[[str], str]] = {"nl": stem_dutch, "en": stem_english}
