"""From the blocks of a page to what a version keeps: HTML as visitors see it, plain text, and canonical JSON."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import translation

from legal.ledger.canonical import encode_canonically

from .characters import replace_surrogates
from .lines import read_lines
from .registers import take_snapshot

if TYPE_CHECKING:
    from ..models import LegalPage

# Wagtail's editor marks each paragraph so; in the text itself a "<" is always written "&lt;".
BLOCK_KEY = re.compile(r'(<[a-z0-9]+) data-block-key="[^"]*"')


@dataclass(frozen=True)
class RenderedText:
    title: str
    language: str
    summary: str
    html: str
    text: str
    blocks: list[dict[str, Any]] = field(repr=False)
    snapshot: dict[str, Any] = field(default_factory=dict, repr=False)


def hash_text(text: Any) -> str:
    """Hexadecimal SHA-256 over the canonical JSON (RFC 8785) of everything that the words of a version are."""
    names = ("title", "language", "summary", "html", "text", "blocks", "snapshot")
    return hashlib.sha256(encode_canonically({name: getattr(text, name) for name in names})).hexdigest()


def render_page(page: LegalPage) -> RenderedText:
    """The registers are read once, so that the HTML, the plain text and the snapshot say the same."""
    language = page.locale.language_code
    blocks = drop_identifiers(page.body.get_prep_value())
    snapshot = take_snapshot(blocks, language)
    title, summary = replace_surrogates(page.title), replace_surrogates(page.summary)
    with translation.override(language):
        html = str(page.body.render_as_block({"snapshot": snapshot}))
    html = replace_surrogates(BLOCK_KEY.sub(r"\1", html))
    text = "\n\n".join(str(line) for line in read_lines(blocks, snapshot))
    return RenderedText(title, language, summary, html, text, blocks, snapshot)


def drop_identifiers(value: Any) -> Any:
    """Block identifiers are Wagtail's bookkeeping, and so is the wrapping of list items: equal texts must be equal."""
    if isinstance(value, list):
        return [drop_identifiers(item) for item in value]
    if isinstance(value, dict):
        if value.get("type") == "item":
            return drop_identifiers(value["value"])
        return {name: drop_identifiers(item) for name, item in value.items() if name != "id"}
    return replace_surrogates(BLOCK_KEY.sub(r"\1", value)) if isinstance(value, str) else value
