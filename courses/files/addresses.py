"""Where a page finds its files: beneath its own address. In previews, which no visitor sees, the admin's address."""

from __future__ import annotations

from typing import Any

from .pieces import KINDS, Piece


def list_addresses(kind: str, file: Any, page: Any, request: Any) -> list[str]:
    """One for each piece, in their order."""
    pieces = KINDS[kind].list_pieces(file)
    if page is None or getattr(request, "is_preview", False):
        return [str(piece.open().url) for piece in pieces]
    return [_address_beneath(page, request, kind, file, piece) for piece in pieces]


def _address_beneath(page: Any, request: Any, kind: str, file: Any, piece: Piece) -> str:
    return f"{page.get_url(request)}bestanden/{kind}/{file.pk}/{piece.name}"
