"""The standard rate of a member state on a day; `rates.toml` is the table."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

HOME = "NL"


class RateUnknown(LookupError):
    """The table does not go back so far, or the country is no member state."""


@cache
def read_rates() -> dict[str, list[tuple[date, int]]]:
    """By country (ISO 3166-1 alpha-2), the newest first: (first day, basis points)."""
    table = tomllib.loads(Path(__file__).with_name("rates.toml").read_text(encoding="utf-8"))
    return {
        country: sorted(((date.fromisoformat(day), rate) for day, rate in rates.items()), reverse=True)
        for country, rates in table.items()
    }


def find_rate(country: str, on: date) -> int:
    """In basis points. Raises `RateUnknown`."""
    for first_day, rate in read_rates().get(country, []):
        if first_day <= on:
            return rate
    raise RateUnknown(f"{country} on {on}")


def is_member_state(country: str) -> bool:
    return country in read_rates()
