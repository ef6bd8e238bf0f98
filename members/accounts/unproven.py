"""A password that nobody has shown to be theirs: somebody signed up with an address and never confirmed it."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.http import HttpRequest


def forget_unproven_password(request: HttpRequest, email_address: EmailAddress, **signal: Any) -> None:
    """Receives `email_confirmed`. By a mailed code somebody shows that the address is theirs, not that they chose the
    password: they choose one now (see `AccountAdapter.pre_login`).
    """
    person = email_address.user
    records = get_authentication_records(request, person)
    if records and records[-1]["method"] == "code":
        person.set_unusable_password()
        person.save(update_fields=["password"])
        request.has_unproven_password = True  # type: ignore[attr-defined]
