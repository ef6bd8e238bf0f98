"""What the courses have on a member's own pages, and the mails that they send."""

from django.utils.translation import gettext_lazy as _

from members.accounts.mail_kinds import MailKind, mail_kinds
from members.accounts.own_page import AccountPage, AccountSection, Group, account_pages, account_sections

from .following import describe_my_courses
from .sessions.account import describe_my_sessions
from .sessions.telling import CONFIRMATIONS

SECTIONS = (
    AccountSection("courses/account_section.html", 10, describe_my_courses),
    AccountSection("courses/sessions_section.html", 20, describe_my_sessions),
    AccountSection("courses/own_place_kept.html", 80, lambda request: {}),  # only the browser knows more
)
CALENDAR = AccountPage(
    "sessions:calendar", 30, Group.COURSES, _("Agenda"), lambda request: _("Je bijeenkomsten in je eigen agenda.")
)
MAILS = (
    MailKind(
        CONFIRMATIONS,
        10,
        _("Bevestiging van een bijeenkomst"),
        _("Je boekt een plek of meldt je af. Ook zonder mail vind je je plek op Mijn account."),
    ),
    MailKind(
        "session-changes",
        810,
        _("Een bijeenkomst verandert"),
        _("Er komt een plek voor je vrij, de tijd verandert, of de bijeenkomst gaat niet door."),
        why_always=_("Anders sta je voor een dichte deur."),
    ),
)


def register_at_account() -> None:
    for section in SECTIONS:
        account_sections.add(section)
    account_pages.add(CALENDAR)
    for kind in MAILS:
        mail_kinds.add(kind)
