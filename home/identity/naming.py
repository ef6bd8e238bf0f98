"""What we are called, for who has no request at hand."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.http import HttpRequest

from .models import Organisation


def name_company(request: HttpRequest | None = None) -> str:
    return Organisation.load(request_or_site=request).name


def name_sender() -> str:
    """The sender of every mail: the address of DEFAULT_FROM_EMAIL. Its display name is ours, unless the setting has
    one.
    """
    given, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return settings.DEFAULT_FROM_EMAIL if given else formataddr((" ".join(name_company().split()), address))
