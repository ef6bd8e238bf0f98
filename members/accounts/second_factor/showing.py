"""What is shown once: the key of a new app, and recovery codes, as text, as a picture and as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import segno
from django.utils.translation import gettext as _

from home.identity.naming import name_company

from ..models.authenticator import make_address, write_key


def group(text: str, size: int = 4) -> str:
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def show_key(key: bytes, email: str) -> dict[str, Any]:
    address = make_address(key, email, name_company())
    picture = segno.make_qr(address, error="m").svg_data_uri(dark="#000", light="#fff", border=3)
    return {"key": group(write_key(key)), "key_address": address, "key_picture": picture}


def show_codes(codes: list[str]) -> dict[str, Any]:
    """The file is part of the page itself: nothing of it is kept or sent again."""
    written = [group(code) for code in codes]
    title = _("Herstelcodes voor %(company)s. Elke code werkt één keer.") % {"company": name_company()}
    text = "\r\n".join([title, "", *written, ""])
    return {"codes": written, "codes_file": f"data:text/plain;charset=utf-8,{quote(text)}"}
