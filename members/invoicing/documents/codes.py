"""Codes of EN 16931 that both syntaxes share, and what follows from the facts in both in the same way."""

from __future__ import annotations

from typing import Any

from ..vat import Category

Facts = dict[str, Any]

PROFILE = "urn:cen.eu:en16931:2017"  # BT-24
KVK_SCHEME = "0106"  # ISO 6523: number of the Dutch Chamber of Commerce
PIECE = "C62"  # UN/ECE Recommendation 20: one
ONLINE_PAYMENT = "68"  # UNCL 4461: online payment service
TYPE_CODES = {"invoice": "380", "credit_note": "381"}  # UNCL 1001


def name_buyer(facts: Facts) -> str:
    return str(facts["buyer"]["company"] or facts["buyer"]["name"])


def name_contact(facts: Facts) -> str:
    """Whom to ask for at a company; a person is the buyer already."""
    return str(facts["buyer"]["name"]) if facts["buyer"]["company"] else ""


def is_outside(facts: Facts) -> bool:
    """Then VAT numbers may not stand where they otherwise do (BR-O-02)."""
    return any(one["category"] == Category.OUTSIDE for one in facts["vat_sums"])


def has_rate(one: Facts) -> bool:
    """Of what is not subject to VAT no rate is named, not even nothing (BR-O-05)."""
    return bool(one["category"] != Category.OUTSIDE)


def find_period(facts: Facts) -> tuple[str, str]:
    """The first and the last day of all that is on it."""
    periods = [line["period"] for line in facts["lines"]]
    return min(start for start, _end in periods), max(end for _start, end in periods)


def list_notes(facts: Facts) -> list[str]:
    return [facts["reason"]] if facts["reason"] else []
