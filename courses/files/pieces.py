"""What of a file can be asked for: a picture in a few sizes, a document, a video with its picture and captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..models.files import LessonDocument, LessonImage, LessonMedia, name_for_reader

WIDTHS = (480, 960, 1440)  # pixels; no other size is ever made for a page
MODERN = {"png": "format-webp-lossless"}  # what was drawn stays as sharp as it was; photographs may lose a little


@dataclass(frozen=True)
class Piece:
    """`name` is the last part of the address and what the file is called when it is saved."""

    name: str
    open: Callable[[], Any]  # a FieldFile; for a picture it may have to be drawn first
    is_download: bool = False


@dataclass(frozen=True)
class Kind:
    model: Any
    list_pieces: Callable[[Any], list[Piece]]


def list_image_pieces(image: LessonImage) -> list[Piece]:
    """In each size as WebP: a fraction of the bytes, for nearly every browser. AVIF would save a little more, and cost
    seconds of a core for each picture. For browsers of before 2020, once more as it was uploaded, in the largest size.
    """
    name, widths = name_for_reader(image.title, image.file), list_widths(image)
    stem, _dot, suffix = name.rpartition(".")
    modern = MODERN.get(suffix.lower(), "format-webp")
    pieces = [Piece(f"{width}-{stem}.webp", _draw(image, f"width-{width}|{modern}")) for width in widths]
    if suffix.lower() == "webp":
        return pieces
    return [*pieces, Piece(f"{widths[-1]}-{name}", _draw(image, f"width-{widths[-1]}"))]


def list_widths(image: LessonImage) -> list[int]:
    """Up to the first that is as wide as the picture itself: it is never made larger."""
    smaller = [width for width in WIDTHS if width < image.width]
    return [*smaller, *WIDTHS[len(smaller) : len(smaller) + 1]]


def _draw(image: LessonImage, specification: str) -> Callable[[], Any]:
    return lambda: image.get_rendition(specification).file


def list_document_pieces(document: LessonDocument) -> list[Piece]:
    return [Piece(document.name_for_reader, lambda: document.file, is_download=True)]


def list_media_pieces(media: LessonMedia) -> list[Piece]:
    return [Piece(media.name_for_reader, lambda: media.file)]


def list_poster_pieces(media: LessonMedia) -> list[Piece]:
    if not media.thumbnail:
        return []
    return [Piece(name_for_reader(media.title, media.thumbnail), lambda: media.thumbnail)]


def list_caption_pieces(media: LessonMedia) -> list[Piece]:
    return [Piece(f"{code}.vtt", lambda file=file: file) for code, file in media.captions.items()]  # type: ignore[misc]


KINDS = {
    "afbeelding": Kind(LessonImage, list_image_pieces),
    "document": Kind(LessonDocument, list_document_pieces),
    "media": Kind(LessonMedia, list_media_pieces),
    "omslag": Kind(LessonMedia, list_poster_pieces),
    "ondertiteling": Kind(LessonMedia, list_caption_pieces),
}
