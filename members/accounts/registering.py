"""What the accounts have of a member themselves, and at lower floors, where an interface waits for it."""

from __future__ import annotations

from typing import cast

from allauth.account.signals import email_confirmed, password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in
from django.core.checks import register
from django.db.models.signals import m2m_changed, post_migrate, pre_save
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legal.statements.acts.open_pages import keep_open

from .changing_address import forget_wish
from .checks import check_key_is_there, check_keys
from .colleagues.role_changes import follow_role_change
from .granting import keep_roles
from .limiting import forget_wrong_passwords
from .lost_device.stopping import stop_at_log_in
from .mail_kinds import MailKind, mail_kinds
from .models import User
from .own_page import AccountPage, AccountSection, Group, Text, account_pages, account_sections
from .readings import describe_readings
from .second_factor.guard import refuse_log_in_around_the_stages
from .sessions.ending import end_after_change, end_after_new_role
from .sessions.starting import note_log_in
from .unproven import forget_unproven_password


def describe_profile(request: HttpRequest) -> Text:
    person = cast(User, request.user)
    return f"{person.get_full_name()}, {person.get_language_display()}"


def describe_address(request: HttpRequest) -> str:
    return cast(User, request.user).email


WHICH_MAILS = _("Welke mails je krijgt.")
WHICH_TEXTS = _("Waar je ja op zei, en wanneer.")
WHICH_PASSWORD = _("Kies een ander wachtwoord.")
WHICH_STEPS = _("Log in met een tweede stap, dan helpt een gestolen wachtwoord niemand.")
WHICH_DEVICES = _("Waar je bent ingelogd, en overal uitloggen.")
PAGES = (
    AccountPage("accounts:home", 10, Group.COURSES, _("Mijn cursussen")),
    AccountPage("accounts:profile", 110, Group.PERSON, _("Profiel"), describe_profile),
    AccountPage("accounts:email", 120, Group.PERSON, _("E-mailadres"), describe_address),
    AccountPage("accounts:notifications", 130, Group.PERSON, _("Meldingen"), lambda _request: WHICH_MAILS),
    AccountPage("statements:agreements", 140, Group.PERSON, _("Afspraken"), lambda _request: WHICH_TEXTS),
    AccountPage("account_change_password", 210, Group.SECURITY, _("Wachtwoord"), lambda _request: WHICH_PASSWORD),
    AccountPage("accounts:security", 220, Group.SECURITY, _("Beveiliging"), lambda _request: WHICH_STEPS),
    AccountPage("accounts:sessions", 230, Group.SECURITY, _("Waar ik ben ingelogd"), lambda _request: WHICH_DEVICES),
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
    account_sections.add(AccountSection("accounts/readings_section.html", 90, describe_readings))
    listen()
    register(check_keys)
    register(check_key_is_there, deploy=True)
    # To correct, and to say no, needs no answer first; nor does moving out of the reach of somebody else.
    keep_open("accounts:profile", "accounts:notifications", "accounts:email", "accounts:confirm_email")
    keep_open("second_factor", "passkeys", "lost_device", "accounts:security")
    keep_open("accounts:sessions", "accounts:end_session", "accounts:end_other_sessions")


def listen() -> None:
    user_logged_in.connect(refuse_log_in_around_the_stages, dispatch_uid="accounts.around-the-stages")  # before others
    user_logged_in.connect(note_log_in, dispatch_uid="accounts.note-log-in")
    user_logged_in.connect(stop_at_log_in, dispatch_uid="accounts.stop-recovery-at-log-in")
    email_confirmed.connect(forget_unproven_password, dispatch_uid="accounts.forget-unproven-password")
    for signal in (password_changed, password_reset, password_set):
        signal.connect(forget_wish, dispatch_uid="accounts.forget-wish")
    password_reset.connect(forget_wrong_passwords, dispatch_uid="accounts.forget-wrong-passwords")
    pre_save.connect(end_after_change, sender=User, dispatch_uid="accounts.end-after-change")
    for through in (User.groups.through, User.user_permissions.through):
        m2m_changed.connect(end_after_new_role, sender=through, dispatch_uid="accounts.end-after-new-role")
    m2m_changed.connect(follow_role_change, User.groups.through, dispatch_uid="accounts.follow-role-change")
    post_migrate.connect(keep_roles, dispatch_uid="accounts.keep-roles")
