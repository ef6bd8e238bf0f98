"""Where the blocks of a page find their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

from ..files.addresses import list_addresses
from ..files.pieces import list_widths
from ..models.files import LessonDocument, LessonImage, LessonMedia

EXAMPLE = "img/example.svg"
EXAMPLE_SIZE = (960, 540)
register = template.Library()


@dataclass(frozen=True)
class Picture:
    source: str  # for browsers that know no WebP
    sources: str  # in WebP, for `srcset`; empty when there are none
    width: int
    height: int


@dataclass(frozen=True)
class Track:
    address: str
    language: str
    label: str
    is_default: bool


@register.simple_tag(takes_context=True)
def picture(context: dict[str, Any], image: LessonImage | None) -> Picture | None:
    if image is None:
        return Picture(static(EXAMPLE), "", *EXAMPLE_SIZE) if context.get("is_example") else None
    addresses = _list(context, "afbeelding", image)
    widths = [min(width, image.width) for width in list_widths(image)]
    sources = ", ".join(f"{address} {width}w" for address, width in zip(addresses, widths, strict=False))
    width = widths[-1]
    return Picture(addresses[-1], sources, width, round(image.height * width / image.width))


@register.simple_tag(takes_context=True)
def file_address(context: dict[str, Any], kind: str, file: LessonDocument | LessonMedia | None) -> str:
    """The address of the first piece; empty when there is none."""
    addresses = _list(context, kind, file) if file else []
    return addresses[0] if addresses else ""


@register.simple_tag(takes_context=True)
def tracks(context: dict[str, Any], media: LessonMedia | None) -> list[Track]:
    """Captions; those in the language of the page are shown from the start."""
    if media is None:
        return []
    names = dict(settings.LANGUAGES)
    addresses = zip(media.captions, _list(context, "ondertiteling", media), strict=True)
    return [Track(address, code, str(names[code]), code == get_language()) for code, address in addresses]


def _list(context: dict[str, Any], kind: str, file: Any) -> list[str]:
    return list_addresses(kind, file, context.get("page"), context.get("request"))
