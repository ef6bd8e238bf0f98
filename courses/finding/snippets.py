"""A piece of text around the words that were looked for, in parts that a template marks or not."""

from __future__ import annotations

from dataclasses import dataclass

from .words import Question, Word, read_words

LENGTH = 220  # characters
BEFORE = 60  # of them, at most, before the first word


@dataclass(frozen=True)
class Part:
    text: str
    is_hit: bool = False


def mark(text: str, question: Question) -> list[Part]:
    """The whole text. Parts hold plain text: whoever shows them escapes them."""
    return cut_into_parts(text, 0, len(text), find_hits(text, question))


def find_hits(text: str, question: Question) -> list[Word]:
    return [word for word in read_words(text, question.language) if question.is_answered_by(word.stem)]


def write_snippet(text: str, question: Question) -> list[Part]:
    """The stretch with the most different words in it, and the beginning of a text that has none."""
    hits = find_hits(text, question)
    start = choose_start(text, hits)
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = text.rfind(" ", start + LENGTH // 2, end) % (end + 1) or end
    parts = cut_into_parts(text, start, end, hits)
    return [*([Part("… ")] if start else []), *parts, *([Part(" …")] if end < len(text) else [])]


def choose_start(text: str, hits: list[Word]) -> int:
    best, most = 0, 0
    for number, first in enumerate(hits):
        near = {word.stem for word in hits[number : number + 20] if word.end <= first.start - BEFORE + LENGTH}
        if len(near) > most:
            best, most = first.start, len(near)
    if best <= BEFORE:
        return 0
    return text.find(" ", best - BEFORE, best) + 1 or best


def cut_into_parts(text: str, start: int, end: int, hits: list[Word]) -> list[Part]:
    parts, place = [], start
    for word in hits:
        if word.start < place or word.end > end:
            continue
        parts += [Part(text[place : word.start]), Part(text[word.start : word.end], is_hit=True)]
        place = word.end
    return [part for part in [*parts, Part(text[place:end])] if part.text]
