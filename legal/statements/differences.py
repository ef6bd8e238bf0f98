"""The difference between two texts: line by line, and word by word where a line was rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from .models import VersionText
from .rendering import Line, read_lines

ADDED, REMOVED, UNCHANGED = "added", "removed", "unchanged"
ALIKE = 0.5  # lines that share less than half of their words read better as one removed and one added


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class ComparedLine:
    """One line of the new or the old text; `pieces` says which of its words came, went or stayed."""

    kind: str
    block: str
    pieces: tuple[Piece, ...]


def compare_texts(old: VersionText, new: VersionText) -> list[ComparedLine]:
    return list(_compare(_read(old), _read(new)))


def _read(text: VersionText) -> tuple[Line, ...]:
    return tuple(read_lines(text.blocks))


@lru_cache(maxsize=64)
def _compare(old: tuple[Line, ...], new: tuple[Line, ...]) -> tuple[ComparedLine, ...]:
    """Kept, because published texts never change."""
    matcher = SequenceMatcher(a=[_key(line) for line in old], b=[_key(line) for line in new], autojunk=False)
    compared: list[ComparedLine] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            compared += [_whole(UNCHANGED, line) for line in new[c:d]]
        else:
            compared += _compare_run(old[a:b], new[c:d])
    return tuple(compared)


def _key(line: Line) -> tuple[str, str]:
    return ("section" if line.kind == "section" else "text", line.text)


def _whole(kind: str, line: Line) -> ComparedLine:
    return ComparedLine(kind, line.kind, (Piece(kind, line.text),))


def _compare_run(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[ComparedLine]:
    """Pair each new line with the old line most like it, in order; what finds no partner came or went whole."""
    rest = list(old)
    for line in new:
        ratios = [SequenceMatcher(a=former.text.split(), b=line.text.split()).ratio() for former in rest]
        best = max(range(len(rest)), key=ratios.__getitem__, default=None)
        if best is None or ratios[best] < ALIKE:
            yield _whole(ADDED, line)
            continue
        yield from (_whole(REMOVED, gone) for gone in rest[:best])
        yield ComparedLine("changed", line.kind, _compare_words(rest[best].text, line.text))
        rest = rest[best + 1 :]
    yield from (_whole(REMOVED, gone) for gone in rest)


def _compare_words(old: str, new: str) -> tuple[Piece, ...]:
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece(UNCHANGED, " ".join(after[c:d])))
            continue
        if b > a:
            pieces.append(Piece(REMOVED, " ".join(before[a:b])))
        if d > c:
            pieces.append(Piece(ADDED, " ".join(after[c:d])))
    return tuple(pieces)
