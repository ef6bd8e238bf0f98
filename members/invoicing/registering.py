"""What the invoices fill in at lower floors, where an interface waits for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy

from legal.ledger.verifying import register_check, register_entries
from legal.statements.acts.open_pages import keep_open
from members.accounts.mail_kinds import MailKind, mail_kinds
from members.accounts.own_page import AccountPage, Group, account_pages

from .book_checking import CHECKS, read_entries
from .models import Invoice
from .permissions import ReadOnlyPolicy

WHICH_INVOICES = _("Wat je betaalde, met de factuur erbij.")
PAGE = AccountPage("invoices:list", 65, Group.PAYMENTS, _("Facturen"), lambda _request: WHICH_INVOICES)
MAIL = MailKind(
    "invoices",
    830,
    _("Facturen"),
    _("Je hebt betaald, of je krijgt geld terug."),
    why_always=_("Zo heb je altijd een bewijs van wat je betaalde."),
)


def register_everywhere() -> None:
    account_pages.add(PAGE)
    mail_kinds.add(MAIL)
    keep_open("invoices")  # what somebody paid is theirs to see, whatever they still have to answer
    register_entries("invoice", read_entries)
    for check in CHECKS:
        register_check(check)
    register_permission_policy(Invoice, ReadOnlyPolicy(Invoice))
