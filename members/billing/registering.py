"""What billing fills in at lower floors, where an interface waits for it."""

from django.db.models.signals import pre_delete
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from legal.statements.acts.open_pages import keep_open
from members.accounts.mail_kinds import MailKind, mail_kinds
from members.accounts.models import User
from members.accounts.own_page import AccountPage, Group, account_pages

from .membership.closing import let_go_of_orders

WHAT_IS_PAID: Promise = _("Wat je betaalt, opzeggen, pauzeren, overstappen.")


MAILS = MailKind(
    "payments",
    820,
    _("Bestellingen en betalingen"),
    _("Je bestelt iets, we schrijven iets af, of er verandert iets aan je lidmaatschap."),
    why_always=_("Zo weet je altijd wat je betaalt."),
)


def describe_page(_request: HttpRequest) -> Promise:
    return WHAT_IS_PAID


def register_everywhere() -> None:
    keep_open("mollie_webhook")  # the provider cannot answer a question
    keep_open("own_membership", "billing:pay", "billing:outcome")  # cancelling, and paying what was agreed before
    mail_kinds.add(MAILS)
    account_pages.add(AccountPage("billing:own_membership:show", 60, Group.PAYMENTS, _("Lidmaatschap"), describe_page))
    pre_delete.connect(let_go_of_orders, User, dispatch_uid="billing.let-go-of-orders")
