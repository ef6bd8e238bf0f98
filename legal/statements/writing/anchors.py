"""Links from one article of a text to another: they lead nowhere when the article has another anchor, or is gone."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from ..models.records import VersionText
from .lines import list_headings
from .rendering import RenderedText

LINK = re.compile(r"""<a\b[^>]*?\shref=["']#([^"']*)["']""", re.IGNORECASE)
TARGET = re.compile(r"""<[a-z][^>]*?\sid=["']([^"']+)["']""", re.IGNORECASE)


def find_anchor_fault(rendered: RenderedText) -> str:
    anchors = [line.anchor for line in list_headings(rendered.blocks)]
    if len(set(anchors)) < len(anchors):
        return _("Twee artikelen hebben hetzelfde anker. Geef elk artikel een eigen anker.")
    if dead := list_dead_links(rendered.html):
        return _("Een link wijst naar #%(anchor)s, maar dat anker staat niet in deze tekst.") % {"anchor": dead[0]}
    return ""


def list_dead_links(html: str) -> list[str]:
    """The anchors that links name and no element has, each once, in the order of the links."""
    targets = set(TARGET.findall(html))
    return [name for name in dict.fromkeys(map(decode, LINK.findall(html))) if name not in targets]


def decode(link: str) -> str:
    return unquote(unescape(link))


def find_lost_anchors(rendered: RenderedText, last_text: VersionText | None) -> list[str]:
    """Addresses of articles in the last text that lead nowhere in the new one, in their order."""
    kept = {line.anchor for line in list_headings(rendered.blocks)}
    former = list_headings(last_text.blocks) if last_text else []
    return [line.anchor for line in former if line.anchor not in kept]
