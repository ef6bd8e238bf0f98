"""What we are called, for who has no request at hand."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings

from .models import Organisation


def name_company(request: object = None) -> str:
    """The library of passkeys hands its `request` to whoever names the site; ours has one name."""
    return Organisation.load().name


def name_sender() -> str:
    """The sender of every mail: the address of DEFAULT_FROM_EMAIL. Its display name is ours, unless the setting has
    one.
    """
    given, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return settings.DEFAULT_FROM_EMAIL if given else formataddr((" ".join(name_company().split()), address))
