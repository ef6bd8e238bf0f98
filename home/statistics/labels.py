"""The signed name that a page carries, so that nobody can have a page counted that we did not send out.

The signature has no time in it: a page must be the same bytes for everybody for as long as it lies in a cache.
"""

from django.core.signing import BadSignature, Signer

SALT = "statistics.label"


class BrokenLabel(Exception):
    """The label was not signed by us."""


def sign_label(label: str) -> str:
    return Signer(salt=SALT).sign(label)


def read_label(signed: str) -> str:
    """Raises `BrokenLabel`."""
    try:
        return Signer(salt=SALT).unsign(signed)
    except BadSignature as error:
        raise BrokenLabel from error
