"""What the accounts have of a member themselves, and at lower floors, where an interface waits for it."""

from __future__ import annotations

from typing import cast

from allauth.account.signals import password_changed, password_reset, password_set
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legal.statements.acts.open_pages import keep_open

from .changing_address import forget_wish
from .mail_kinds import MailKind, mail_kinds
from .models import User
from .own_page import AccountPage, Group, Text, account_pages


def describe_profile(request: HttpRequest) -> Text:
    person = cast(User, request.user)
    return f"{person.get_full_name()}, {person.get_language_display()}"


def describe_address(request: HttpRequest) -> str:
    return cast(User, request.user).email


WHICH_MAILS = _("Welke mails je krijgt.")
WHICH_TEXTS = _("Waar je ja op zei, en wanneer.")
WHICH_PASSWORD = _("Kies een ander wachtwoord.")
PAGES = (
    AccountPage("accounts:home", 10, Group.COURSES, _("Mijn cursussen")),
    AccountPage("accounts:profile", 110, Group.PERSON, _("Profiel"), describe_profile),
    AccountPage("accounts:email", 120, Group.PERSON, _("E-mailadres"), describe_address),
    AccountPage("accounts:notifications", 130, Group.PERSON, _("Meldingen"), lambda _request: WHICH_MAILS),
    AccountPage("statements:agreements", 140, Group.PERSON, _("Afspraken"), lambda _request: WHICH_TEXTS),
    AccountPage("account_change_password", 210, Group.SECURITY, _("Wachtwoord"), lambda _request: WHICH_PASSWORD),
)
MAILS = (
    MailKind(
        "security",
        910,
        _("Veiligheid van je account"),
        _("Je wachtwoord of e-mailadres verandert, of iemand vraagt daarom."),
        why_always=_("Zo merk je het meteen als iemand anders het doet."),
    ),
    MailKind(
        "statements",
        920,
        _("Nieuwe voorwaarden of privacyverklaring"),
        _("Er verandert iets dat jou aangaat."),
        why_always=_("We moeten je dat op tijd vertellen."),
    ),
)


def register_everywhere() -> None:
    for page in PAGES:
        account_pages.add(page)
    for kind in MAILS:
        mail_kinds.add(kind)
    for signal in (password_changed, password_reset, password_set):
        signal.connect(forget_wish, dispatch_uid="accounts.forget-wish")
    # To correct, and to say no, needs no answer first; nor does moving out of the reach of somebody else.
    keep_open("accounts:profile", "accounts:notifications", "accounts:email", "accounts:confirm_email")
