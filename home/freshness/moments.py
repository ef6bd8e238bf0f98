"""When what pages say stops being true by itself, without any change: apps name it for their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

FindMoment = Callable[[datetime], datetime | None]
_moments: dict[str, FindMoment] = {}


def register_moments(table: str, find: FindMoment) -> None:
    """`find` gives the first moment after another at which a question about now, to this table, may have another
    answer; None when there is none. The end of a day needs no naming: nothing is kept longer.
    """
    _moments[table] = find


def is_named(tables: frozenset[str]) -> bool:
    """Whether somebody can say it for a question to these tables."""
    return not tables.isdisjoint(_moments)


def list_moments(tables: frozenset[str], now: datetime) -> Iterator[datetime]:
    for table in sorted(tables & _moments.keys()):
        if moment := _moments[table](now):
            yield moment
