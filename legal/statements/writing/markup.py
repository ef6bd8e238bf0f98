"""The HTML that a legal text may hold: paragraphs, bold, italic and links. Everything else is refused.

The editor only makes such HTML. A crafted form, revision or translation may hold anything, and what is published is
shown to everybody and kept for ever: so the words are also read here, and written out anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _
from wagtail.whitelist import check_url

TEXT_FEATURES = ["bold", "italic", "link"]
ALLOWED = {
    **dict.fromkeys(("b", "strong", "i", "em", "br"), frozenset()),
    "p": frozenset({"data-block-key"}),
    "a": frozenset({"href", "linktype", "id"}),
}
SCHEMES = ("http://", "https://", "mailto:", "tel:", "/", "#")
UNREAD = {"script", "style"}  # what stands between these tags is no text


class MarkupReader(HTMLParser):
    """Reads HTML once: `kept` is what is allowed of it, balanced and escaped; `refused` names what is not."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.refused: list[str] = []
        self._open: list[str] = []
        self._unread = ""
        self.feed(html)
        self.close()
        self.pieces += [f"</{tag}>" for tag in reversed(self._open)]

    @property
    def kept(self) -> str:
        return "".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.refused.append(f"<{tag}>")
            self._unread = tag if tag in UNREAD else self._unread
            return
        kept = []
        for name, value in attrs:
            if name in ALLOWED[tag] and (name != "href" or is_harmless(value)):
                kept.append(f' {name}="{escape(value or "")}"')
            else:
                self.refused.append(f"<{tag} {name}>")
        self.pieces.append(f"<{tag}{''.join(kept)}{'/' if tag == 'br' else ''}>")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        if tag in self._open:
            while (last := self._open.pop()) != tag:
                self.pieces.append(f"</{last}>")
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.pieces.append(escape(data, quote=False))

    def handle_comment(self, data: str) -> None:
        self.refused.append("<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self.refused.append("<!>")

    def unknown_decl(self, data: str) -> None:
        self.refused.append("<![>")

    def handle_pi(self, data: str) -> None:
        self.refused.append("<?>")


def is_harmless(address: str | None) -> bool:
    """An address that leads to a page, a mail program or a telephone, and never to a script or embedded data."""
    return bool(address and check_url(address) and address.strip().lower().startswith(SCHEMES))


def keep_allowed(html: str) -> str:
    return MarkupReader(html).kept


def find_refused(value: Any) -> Iterator[str]:
    """The tags and attributes that may not be in a text, in whatever it is made of: strings in lists and objects."""
    if isinstance(value, str):
        yield from MarkupReader(value).refused
    elif isinstance(value, dict):
        for item in value.values():
            yield from find_refused(item)
    elif isinstance(value, list):
        for item in value:
            yield from find_refused(item)


def describe_refused(names: list[str]) -> str:
    return _("Hier staat HTML die niet in een juridische tekst mag: %(names)s. Haal dat weg.") % {
        "names": ", ".join(names)
    }
