"""The link by which somebody takes a seat: it holds the number of an invitation, signed, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from ..models import Invitation

SALT = "billing.team-invitation"
VALID = timedelta(days=30)


class BrokenLink(Exception):
    """Never given, used, too old, or withdrawn: nobody is told which."""


def make_token(invitation: Invitation) -> str:
    return signing.dumps(invitation.pk, salt=SALT)


def read_token(token: str) -> int:
    """Raises BrokenLink."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=VALID))
    except signing.BadSignature as error:
        raise BrokenLink from error
