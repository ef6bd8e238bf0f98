"""What billing fills in at lower floors, where an interface waits for it."""

from django.contrib.auth.signals import user_logged_in
from django.core.checks import register
from django.db.models.signals import pre_delete
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.limits.counting import Limit
from legal.statements.acts.open_pages import keep_open
from members.accounts.erasing import spare
from members.accounts.limits import ENTRANCE, MINUTE
from members.accounts.mail_kinds import MailKind, mail_kinds
from members.accounts.models import User
from members.accounts.own_page import AccountPage, AccountSection, Group, account_pages, account_sections

from .checks import check_live_key
from .claiming import claim_at_log_in
from .membership.closing import let_go_of_orders
from .reminding import spare_who_paid
from .team.listing import show_section

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
    register(check_live_key, "payments", deploy=True)
    keep_open_what_must_be()
    register_at_account()
    ENTRANCE["billing:begin"] = ENTRANCE["account_signup"]  # one count for both doors to an account
    ENTRANCE["billing:details"] = Limit("change an order", 20, 10 * MINUTE)  # each may ask VIES
    ENTRANCE["billing:withdraw"] = Limit("look for an order", 20, 10 * MINUTE)
    spare(spare_who_paid)
    user_logged_in.connect(claim_at_log_in, dispatch_uid="billing.claim-at-log-in")
    pre_delete.connect(let_go_of_orders, User, dispatch_uid="billing.let-go-of-orders")


def keep_open_what_must_be() -> None:
    keep_open("mollie_webhook")  # the provider cannot answer a question
    keep_open("own_membership", "billing:pay", "billing:outcome")  # cancelling, and paying what was agreed before
    keep_open("billing:withdraw", "billing:withdrawal_confirm", "billing:withdrawal_receipt", "billing:claim")
    keep_open("billing:team", "billing:leave_seat")  # as cancelling, for who did not order the seat


def register_at_account() -> None:
    mail_kinds.add(MAILS)
    account_pages.add(AccountPage("billing:own_membership:show", 60, Group.PAYMENTS, _("Lidmaatschap"), describe_page))
    account_sections.add(AccountSection("billing/team/section.html", 60, lambda request: show_section(request.user)))
