"""The key of an app that is being added: in the session of who adds it, sealed, until a code shows that the app has it.

So nobody else sees or changes it, also not whoever else logs in with the same password at that moment.
"""

from __future__ import annotations

from django.http import HttpRequest

from ..models import User
from ..models.authenticator import make_key
from ..sealing import Unreadable, seal, unseal

SESSION_KEY = "new_authenticator"
SECONDS = 30 * 60


def keep_key(request: HttpRequest, user: User) -> bytes:
    """The same on every page that this person opens, until `forget_key` or half an hour later."""
    purpose = f"new authenticator of {user.pk}"
    try:
        return bytes.fromhex(unseal(request.session.get(SESSION_KEY, ""), purpose, SECONDS))
    except Unreadable:
        key = make_key()
        request.session[SESSION_KEY] = seal(key.hex(), purpose)
        return key


def forget_key(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
