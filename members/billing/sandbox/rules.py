"""Reading what was sent: what is not as Mollie wants it is refused with 422 and the name of the field."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from .records import Json
from .refusals import Refused

AMOUNT = re.compile(r"(0|[1-9]\d*)\.\d\d", re.ASCII)
WEB_ADDRESS = re.compile(r"https?://[\w.-]+(:\d{1,5})?([/?#]\S*)?")
LONGEST_TEXT = 255
MOST_METADATA = 1024  # bytes of JSON
LOCALES = {
    *("ca_ES", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LU", "en_BE", "en_GB", "en_NL", "en_US", "es_ES"),
    *("fi_FI", "fr_BE", "fr_FR", "fr_LU", "hu_HU", "is_IS", "it_IT", "lt_LT", "lv_LV", "nb_NO", "nl_BE", "nl_NL"),
    *("pl_PL", "pt_PT", "sk_SK", "sv_SE"),
}


def refuse_unknown(place: str, given: Collection[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            likely = get_close_matches(name, known, n=1)
            hint = f' Did you mean: "{likely[0]}"?' if likely else ""
            raise Refused(422, f'Non-existent {place} parameter "{name}" for this API call.{hint}', name)


class Fields:
    """null is as good as not there."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return self.given.get(name) is not None

    def allow(self, known: Collection[str]) -> None:
        refuse_unknown("body", self.given, known)

    def read_text(self, name: str, *, longest: int = LONGEST_TEXT) -> str | None:
        value = self.given.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise Refused(422, f"The '{name}' field must be a text that is not empty", name)
        if len(value) > longest:
            raise Refused(422, f"The '{name}' field is longer than {longest} characters", name)
        return value

    def need_text(self, name: str) -> str:
        value = self.read_text(name)
        if value is None:
            raise Refused(422, f"The '{name}' field is missing", name)
        return value

    def need_amount(self, name: str) -> int:
        """In cents."""
        value = self.given.get(name)
        if value is None:
            raise Refused(422, f"The '{name}' field is missing", name)
        if not isinstance(value, dict) or set(value) != {"currency", "value"}:
            raise Refused(422, f"The '{name}' field must have a currency and a value, and nothing else", name)
        if value["currency"] != "EUR":
            raise Refused(422, "The sandbox knows no other currency than EUR", f"{name}.currency")
        if not isinstance(value["value"], str) or not AMOUNT.fullmatch(value["value"]):
            raise Refused(422, "The amount must be a text with two decimals, such as 10.00", f"{name}.value")
        return int(value["value"].replace(".", ""))

    def read_url(self, name: str) -> str | None:
        value = self.read_text(name, longest=2000)
        if value is not None and not is_web_address(value):
            raise Refused(422, f"The '{name}' field must be an absolute http or https address", name)
        return value

    def read_email(self, name: str) -> str | None:
        value = self.read_text(name)
        if value is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            raise Refused(422, f"The '{name}' field must be an e-mail address", name)
        return value

    def read_choice(self, name: str, choices: Collection[str]) -> str | None:
        value = self.given.get(name)
        if value is not None and (not isinstance(value, str) or value not in choices):
            raise Refused(422, f"The '{name}' field must be one of: {', '.join(sorted(choices))}", name)
        return value

    def read_country(self, name: str) -> str | None:
        value = self.read_text(name)
        if value is not None and not re.fullmatch("[A-Z]{2}", value):
            raise Refused(422, f"The '{name}' field must be a country code of two capitals", name)
        return value

    def read_metadata(self) -> Any:
        value = self.given.get("metadata")
        if len(json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")) > MOST_METADATA:
            raise Refused(422, "The 'metadata' field is larger than 1 kB", "metadata")
        return value


def is_web_address(text: str) -> bool:
    return text.isprintable() and bool(WEB_ADDRESS.fullmatch(text))
