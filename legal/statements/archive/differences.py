"""The difference between two texts: line by line, and word by word where a line was rewritten.

Two published texts never change, so neither does their difference: it is worked out once and kept in the shared cache.
Every step is bounded, or two long texts without a word in common would keep a visitor waiting for minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from django.core.cache import cache

from ..models import VersionText
from ..writing.lines import Line, read_lines
from ..writing.rendering import RenderedText

ADDED, REMOVED, UNCHANGED, CHANGED = "added", "removed", "unchanged", "changed"
ALIKE = 0.5  # lines that share less than half of their words read better as one removed and one added
WINDOW = 40  # so many lines ahead is looked for the line that a new one was rewritten from
CANDIDATES = 4  # so many of those are compared word by word
KEY = "statements:difference:2:{}:{}"  # count up when what is kept looks otherwise


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class ComparedLine:
    """The title, or one line of the new or the old text; `pieces` says which of its words came, went or stayed."""

    kind: str
    block: str
    pieces: tuple[Piece, ...]


def compare_texts(old: VersionText, new: VersionText) -> list[ComparedLine]:
    """From the cache for two published texts; a draft has no hash yet and is compared each time."""
    key = KEY.format(old.sha256, new.sha256) if old.sha256 and new.sha256 else ""
    compared = cache.get(key) if key else None
    if compared is None:
        compared = compare_anew(old, new)
        if key:
            cache.set(key, compared, timeout=None)
    return compared


def compare_anew(old: VersionText, new: VersionText | RenderedText) -> list[ComparedLine]:
    """The titles first: they are words that people agree to, and no line of the text."""
    return [*_compare_titles(old.title, new.title), *compare_lines(_read(old), _read(new))]


def _compare_titles(old: str, new: str) -> Iterator[ComparedLine]:
    """Always against each other, however little they share; nothing while neither text has one."""
    if old.split() != new.split():
        yield ComparedLine(CHANGED, "title", _compare_words(old, new))
    elif new:
        yield _whole(UNCHANGED, Line("title", new))


def _read(text: VersionText | RenderedText) -> tuple[Line, ...]:
    return tuple(read_lines(text.blocks, text.snapshot))


def compare_lines(old: tuple[Line, ...], new: tuple[Line, ...]) -> list[ComparedLine]:
    """Lines that a long text repeats often are no landmarks in it (`autojunk`); they are told apart by their place."""
    matcher = SequenceMatcher(a=[_key(line) for line in old], b=[_key(line) for line in new])
    compared: list[ComparedLine] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            compared += [_whole(UNCHANGED, line) for line in new[c:d]]
        else:
            compared += _compare_run(old[a:b], new[c:d])
    return compared


def _key(line: Line) -> tuple[str, str]:
    return ("section" if line.kind == "section" else "text", line.text)


def _whole(kind: str, line: Line) -> ComparedLine:
    return ComparedLine(kind, line.kind, (Piece(kind, line.text),))


def _compare_run(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[ComparedLine]:
    """Pair each new line with the old line most like it, in order; what finds no partner came or went whole."""
    bags = [Counter(line.text.split()) for line in old]
    start = 0
    for line in new:
        partner = _find_partner(line, old, bags, start)
        if partner is None:
            yield _whole(ADDED, line)
            continue
        yield from (_whole(REMOVED, gone) for gone in old[start:partner])
        yield ComparedLine(CHANGED, line.kind, _compare_words(old[partner].text, line.text))
        start = partner + 1
    yield from (_whole(REMOVED, gone) for gone in old[start:])


def _find_partner(line: Line, old: tuple[Line, ...], bags: list[Counter[str]], start: int) -> int | None:
    """The place of the old line most like this one, from `start` on; None when none shares half of its words."""
    words = line.text.split()
    bag, total = Counter(words), len(words)
    ahead = range(start, min(start + WINDOW, len(old)))
    shares = {place: 2 * (bag & bags[place]).total() / max(1, total + bags[place].total()) for place in ahead}
    likely = nlargest(CANDIDATES, (place for place in ahead if shares[place] >= ALIKE), key=shares.__getitem__)
    ratios = {place: SequenceMatcher(a=old[place].text.split(), b=words).ratio() for place in likely}
    best = max(ratios, key=ratios.__getitem__, default=None)
    return best if best is not None and ratios[best] >= ALIKE else None


def _compare_words(old: str, new: str) -> tuple[Piece, ...]:
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(a=before, b=after).get_opcodes():
        if operation == "equal":
            pieces.append(Piece(UNCHANGED, " ".join(after[c:d])))
            continue
        if b > a:
            pieces.append(Piece(REMOVED, " ".join(before[a:b])))
        if d > c:
            pieces.append(Piece(ADDED, " ".join(after[c:d])))
    return tuple(pieces)
