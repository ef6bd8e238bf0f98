"""A text with every block in it, as the editor sends it and as the page stores it."""

import uuid
from typing import Any

from wagtail.test.utils.form_data import streamfield

COLUMNS = {
    "category": "Waarvan",
    "data": "Welke gegevens",
    "purpose": "Waarvoor",
    "basis": "Grondslag",
    "retention": "Hoe lang",
}
ACCOUNT = {
    "category": "Je account",
    "data": "Naam en e-mailadres",
    "purpose": "Inloggen",
    "basis": "Overeenkomst",
    "retention": "2 jaar",
}
ORDER = {"category": "Je bestelling", "data": "Factuur", "purpose": "", "basis": "Wet", "retention": "7 jaar"}


def make_table(*rows: dict[str, str], caption: str = "Wat we bewaren") -> dict[str, Any]:
    return {
        "type": "table",
        "value": {"caption": caption, "columns": COLUMNS, "rows": store_items(*(rows or (ACCOUNT, ORDER)))},
    }


def make_definitions(**meanings: str) -> dict[str, Any]:
    meanings = meanings or {"AVG": "De <b>privacywet</b>.", "Lid": "Iemand met een lidmaatschap."}
    value = [{"term": term, "meaning": f"<p>{meaning}</p>"} for term, meaning in meanings.items()]
    return {"type": "definitions", "value": store_items(*value)}


def store_items(*items: dict[str, str]) -> list[dict[str, Any]]:
    """A list as the page stores it."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": item} for item in items]


CONTACT: dict[str, Any] = {"type": "contact", "value": None}
COOKIES: dict[str, Any] = {"type": "register", "value": "cookies"}


def make_body(*blocks: dict[str, Any]) -> list[tuple[str, Any]]:
    """One section with these blocks; all of them when none are named."""
    content = list(blocks or (make_definitions(), make_table(), CONTACT, COOKIES))
    return [("section", {"heading": "Wat we bewaren", "anchor": "wat-we-bewaren", "content": content})]


def write_items(*items: Any) -> dict[str, Any]:
    """A list as the editor's form holds it."""
    return streamfield([("item", item) for item in items])


def write_section(kind: str, value: Any) -> dict[str, Any]:
    """The field `body` of the editor's form: one section with one such block."""
    content = streamfield([(kind, value)])
    section = {"heading": "Wat we bewaren", "anchor": "wat-we-bewaren", "content": content}
    return streamfield([("section", section)])
