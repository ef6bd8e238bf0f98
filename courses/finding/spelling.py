""" "Bedoelde je": a known word close to one that finds nothing. All words are public, for members too."""

from __future__ import annotations

from collections import Counter

from django.db.models import F, Q

from ..models import FindableText, KnownWord
from .words import LITTLE_WORDS, Question, read_question, read_words

SHORTEST = 4  # letters; of shorter words nearly all are close to another
MOST_UNKNOWN = 3
MOST_CANDIDATES = 1_500


def count_words(texts: list[FindableText]) -> Counter[tuple[str, str]]:
    """In how many of the texts each word stands, by language."""
    counted: Counter[tuple[str, str]] = Counter()
    for text in texts:
        little = LITTLE_WORDS.get(text.language, frozenset())
        words = {word.folded for word in read_words(f"{text.title} {text.text}", text.language)}
        counted.update((text.language, word) for word in words if len(word) >= SHORTEST and word not in little)
    return counted


def know_words(*, added: list[FindableText], removed: list[FindableText]) -> None:
    change = count_words(added)
    change.subtract(count_words(removed))
    by_change: dict[tuple[str, int], list[str]] = {}
    for (language, word), number in change.items():
        if number:
            by_change.setdefault((language, number), []).append(word)
    for (language, number), words in sorted(by_change.items()):
        change_uses(language, number, words)
    KnownWord.objects.filter(uses__lte=0).delete()


def change_uses(language: str, number: int, words: list[str]) -> None:
    known = KnownWord.objects.filter(language=language, word__in=words)
    new = set(words) - set(known.values_list("word", flat=True)) if number > 0 else set()
    known.update(uses=F("uses") + number)
    rows = (KnownWord(language=language, word=word, length=len(word), uses=number) for word in sorted(new))
    KnownWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def propose_spelling(question: Question) -> Question | None:
    """The question with the words that nobody uses replaced by close ones; None when there are none."""
    known = set(
        KnownWord.objects.filter(
            language=question.language, word__in=[word.folded for word in question.words]
        ).values_list("word", flat=True)
    )
    unknown = [word for word in question.words if word.folded not in known and len(word.folded) >= SHORTEST]
    if not 0 < len(unknown) <= MOST_UNKNOWN:
        return None
    text = question.text
    for word in reversed(unknown):
        if close := find_close_word(word.folded, question.language):
            text = text[: word.start] + close + text[word.end :]
    return read_question(text, question.language) if text != question.text else None


def find_close_word(word: str, language: str) -> str | None:
    """One slip away, or two in a longer word. It has the first letter or the last three in common."""
    slips = 1 if len(word) < 7 else 2
    candidates = (
        KnownWord.objects.filter(
            Q(word__startswith=word[0]) | Q(word__endswith=word[-3:]),
            language=language,
            length__range=(len(word) - slips, len(word) + slips),
        )
        .order_by("-uses", "word")
        .values_list("word", "uses")[:MOST_CANDIDATES]
    )
    close = [(measure_slips(word, other), -uses, other) for other, uses in candidates]
    best = min(close, default=None)
    return best[2] if best and best[0] <= slips else None


def measure_slips(first: str, second: str) -> int:
    """Letters too many, too few, wrong, or two that changed places: the optimal string alignment distance."""
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            best = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, above = above, current
    return above[-1]
