"""The kinds of mail that the site sends to members, and which of them somebody does not want.

Each app registers its own in words that say when such a mail comes. What somebody must know of cannot be switched off,
and the page says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from .models import UnwantedMail, User
from .own_page import Register, Text


@dataclass(frozen=True)
class MailKind:
    """`why_always`: the reason why it always comes; empty where somebody may switch it off."""

    name: str
    order: int
    title: Text
    text: Text
    why_always: Text = ""


mail_kinds: Register[MailKind] = Register()


def list_optional_kinds() -> list[MailKind]:
    return [kind for kind in mail_kinds if not kind.why_always]


def list_unwanted(person: User) -> set[str]:
    return set(UnwantedMail.objects.filter(user=person).values_list("kind", flat=True))


def wants_mail(person: User, kind: str) -> bool:
    return not UnwantedMail.objects.filter(user=person, kind=kind).exists()


def choose_mails(*, person: User, wanted: set[str]) -> None:
    """Of the kinds that may be switched off; choices about others, such as of an app that left, stay as they are."""
    optional = {kind.name for kind in list_optional_kinds()}
    with transaction.atomic():
        UnwantedMail.objects.filter(user=person, kind__in=optional & wanted).delete()
        refused = [UnwantedMail(user=person, kind=kind) for kind in sorted(optional - wanted)]
        UnwantedMail.objects.bulk_create(refused, ignore_conflicts=True)
