"""Code that an editor pasted into a text: a player, a pixel, a script or a font of somebody else.

No field of ours shows such code. Rich text keeps bold, italics, lists and links, and every template writes the rest as
text; so visitors would read the code itself, and the editor would think that it works. Saving says so, and names whom
the code would have asked: a company may only be asked when the statement in force has it among its processors and
cookies.

Writing about HTML stays possible: a tag that is named (`<iframe>`), or one that loads from an address of our own
(`src="foto.jpg"`), is prose. Only what would ask another host, or would run, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamValue

from .embed import PROVIDERS, is_named

TAGS = "script|iframe|frame|img|image|link|object|embed|video|audio|source|track|form|input|use|base|meta"
ADDRESS = r"(?:https?:)?//[^\s\"'<>)“”]{1,2000}"
# Spaces with at most one quotation mark among them, which can be read in one way only: a long row of spaces costs no
# more than its length, and so, by the bounds below, does a long text of many half tags.
QUOTED = r"\s*(?:[\"'“”]\s*)?"
LOADING = re.compile(rf"<\s*(?:{TAGS})\b[^<>]{{0,2000}}?={QUOTED}({ADDRESS})", re.IGNORECASE)
STYLE = re.compile(rf"(?:url\(|@import){QUOTED}({ADDRESS})", re.IGNORECASE)
RUNNING = re.compile(
    r"<\s*script\b[^<>]{0,2000}>\s*[^\s<].{0,2000}?<\s{0,20}/\s{0,20}script"
    r"|<\s*[a-z][^<>]{0,2000}?\son[a-z]{3,20}\s*=\s*[\"'“”]"
    rf"|={QUOTED}javascript:",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"<[^<>]*>")


def find_hosts(text: str) -> list[str]:
    """Whom the code in this text would ask."""
    addresses = [found for pattern in (LOADING, STYLE) for found in pattern.findall(text)]
    return list(dict.fromkeys(read_host(address) for address in addresses))


def read_host(address: str) -> str:
    try:
        return urlsplit(address, scheme="https").hostname or address
    except ValueError:
        return address


def find_texts(value: Any) -> Iterator[str]:
    """Every text in the value of a field, also of a stream of blocks: as it is written, and without the links that an
    editor makes of addresses by itself.
    """
    if isinstance(value, StreamValue):
        yield from find_texts(value.get_prep_value())
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from find_texts(part)
    elif isinstance(value, str):
        yield unescape(value)
        yield unescape(TAG.sub("", value))


def refuse_code(value: Any) -> None:
    """Raises `ValidationError`, in the words of who edits."""
    texts = list(find_texts(value))
    hosts = list(dict.fromkeys(host for text in texts for host in find_hosts(text)))
    if hosts:
        raise ValidationError([ValidationError(word_refusal(host), code="pasted") for host in hosts])
    if any(RUNNING.search(text) for text in texts):
        message = _("Hier staat een script. Een pagina voert geen script uit een tekst uit. Haal de code weg.")
        raise ValidationError(message, code="pasted")


def word_refusal(host: str) -> str:
    if any(is_named(name) for name in list_names(host)):
        message = _(
            "Hier staat code die iets van %(host)s laadt. In een tekst werkt die code niet. Haal de code weg; voor een "
            "video is er het blok ‘Video van elders’."
        )
    else:
        message = _(
            "Deze inhoud komt van %(host)s. Die staat niet in de verwerkers en cookies van de verklaring die nu "
            "geldt. Haal de code weg en zet het bestand op onze eigen site. Of vraag het juridische team om in de "
            "verklaring een rij voor %(host)s bij de verwerkers te zetten, en een rij voor elke cookie van %(host)s."
        )
    return message % {"host": host}


def list_names(host: str) -> list[str]:
    """By which a register may call whom this host belongs to."""
    plain = host.removeprefix("www.")
    known = [one.name for one in PROVIDERS if one.name.casefold() in plain or one.origin.endswith(f"//{host}")]
    return [host, plain, *known]


class CodeRefusingForm(forms.ModelForm):
    """For the admin: each text of the form is read, also in its rows, and what was pasted is named at its field."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refuse_code_in(self)
        return cleaned


def refuse_code_in(form: Any) -> None:
    for name, value in list(form.cleaned_data.items()):
        try:
            refuse_code(value)
        except ValidationError as refusal:
            form.add_error(name, refusal)
    for rows in getattr(form, "formsets", {}).values():
        for row in rows.forms:
            if row.is_valid():
                refuse_code_in(row)


class CodeRefusingPageForm(CodeRefusingForm, WagtailAdminPageForm):
    """Of a page."""


class CodeRefusingModelForm(CodeRefusingForm, WagtailAdminModelForm):
    """Of anything else."""
