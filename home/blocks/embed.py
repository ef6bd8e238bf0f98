"""Something that another company shows. Nothing is asked of that company before somebody clicks.

Only a provider that the statement in force names may be embedded. This floor does not know the statements: whoever
does registers the question with `ask_before_embedding`, and until then the answer is no.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .text import SHOWING


@dataclass(frozen=True)
class Provider:
    name: str  # as a register of the statement writes it
    pasted: re.Pattern[str]  # the address that an editor has, with what names the video
    frame: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


PROVIDERS = (
    Provider(
        "YouTube",
        re.compile(r"https://(?:(?:www\.|m\.)?youtube\.com/watch\?v=|youtu\.be/)([\w-]{11})(?:[&?#].*)?", re.ASCII),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(\d{5,12})(?:[/?#].*)?", re.ASCII),
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
)
_questions: list[Callable[[str], bool]] = []


def ask_before_embedding(question: Callable[[str], bool]) -> None:
    _questions.append(question)


def may_embed(provider: Provider) -> bool:
    return is_named(provider.name)


def is_named(name: str) -> bool:
    """Whether the statement in force names this company, or this host."""
    return bool(_questions) and all(ask(name) for ask in _questions)


def find_provider(address: str) -> tuple[Provider, str] | None:
    """The provider with the address of the frame, or None for an address of nobody we know."""
    for provider in PROVIDERS:
        if found := provider.pasted.fullmatch(address.strip()):
            return provider, provider.frame.format(found[1])
    return None


class EmbedBlock(blocks.StructBlock):
    address = blocks.URLBlock(
        label=gettext_lazy("Adres"), help_text=gettext_lazy("Van de pagina van de video, bij YouTube of Vimeo.")
    )
    title = blocks.CharBlock(
        label=gettext_lazy("Titel"), max_length=120, help_text=gettext_lazy("Waar de video over gaat.")
    )

    class Meta:
        group = SHOWING
        icon = "link-external"
        label = gettext_lazy("Video van elders")
        description = gettext_lazy("Een video bij een ander bedrijf. Die laadt pas na een klik.")
        template = "blocks/embed.html"
        preview_value = {
            "address": "https://vimeo.com/76979871",
            "title": gettext_lazy("Hoe een team zijn overleg halveerde"),
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        found = find_provider(cleaned["address"])
        if found is None:
            names = ", ".join(provider.name for provider in PROVIDERS)
            message = _("Dit is geen adres van een video die we kennen. Het kan met: %(names)s.") % {"names": names}
        elif not may_embed(found[0]):
            message = _(
                "De verklaring die nu geldt, noemt %(provider)s niet. Dan mogen we niets van %(provider)s laten zien. "
                "Vraag het juridische team, of zet de video op onze eigen site."
            ) % {"provider": found[0].name}
        else:
            return cleaned
        raise StructBlockValidationError(block_errors={"address": ValidationError(message)})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Asked again each time it is shown: what a later statement no longer names is only linked to."""
        context = super().get_context(value, parent_context)
        found = find_provider(value.get("address") or "")
        if found is None:
            return context | {"provider": None}
        provider, frame = found
        is_allowed = may_embed(provider)
        if is_allowed and (request := context.get("request")):
            # Only this page may show a frame, and only of this provider: the middleware puts it in the policy.
            request.embedded_origins = {*getattr(request, "embedded_origins", ()), provider.origin}
        return context | {"provider": provider, "frame": frame if is_allowed else ""}
