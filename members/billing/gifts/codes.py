"""The code of a gift: made from a secret of the site, so that it can be shown and mailed, and never lies anywhere.

The database keeps its SHA-256 only, by which whoever has the code is let in. Sixteen signs, each one of 32, make 80
bits, which nobody guesses; so the hash needs neither salt nor slowness.
"""

from __future__ import annotations

import re
from hashlib import sha256

from django.utils.crypto import salted_hmac

from ..models import Gift
from ..models.order import LEGIBLE

LENGTH, GROUP = 16, 4


def make_code(gift: Gift) -> str:
    """As people write it: WXYZ-…, four times four letters."""
    number = int(salted_hmac("members.billing.gift", str(gift.seed), algorithm="sha256").hexdigest(), 16)
    letters = "".join(LEGIBLE[number // len(LEGIBLE) ** place % len(LEGIBLE)] for place in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hash_code(code: str) -> str:
    return sha256(strip_code(code).encode()).hexdigest()


def strip_code(code: str) -> str:
    """Without what people put between the letters; in capitals, but only of plain letters."""
    return re.sub(r"[\s-]+", "", code).upper() if code.isascii() else ""


def find_gift(code: str) -> Gift | None:
    text = strip_code(code)
    if len(text) != LENGTH:
        return None
    return Gift.objects.select_related("order").filter(code_hash=hash_code(text)).first()


def is_own(gift: Gift) -> bool:
    """Whether its code can still be made: not when the secret of the site was changed since."""
    return gift.code_hash == hash_code(make_code(gift))
