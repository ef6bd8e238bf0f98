"""What billing fills in at lower floors, where an interface waits for it."""

from django.contrib.auth.signals import user_logged_in

from home.limits.counting import Limit
from legal.statements.acts.open_pages import keep_open
from members.accounts.erasing import spare
from members.accounts.limits import ENTRANCE, MINUTE
from members.accounts.own_page import AccountSection, account_sections

from .claiming import claim_at_log_in
from .reminding import spare_who_paid
from .team.listing import show_section


def register_everywhere() -> None:
    keep_open("mollie_webhook")  # the provider cannot answer a question
    keep_open("billing:withdraw", "billing:withdrawal_confirm", "billing:withdrawal_receipt", "billing:claim")
    ENTRANCE["billing:begin"] = ENTRANCE["account_signup"]  # one count for both doors to an account
    ENTRANCE["billing:withdraw"] = Limit("look for an order", 20, 10 * MINUTE)
    account_sections.add(AccountSection("billing/team/section.html", 60, lambda request: show_section(request.user)))
    spare(spare_who_paid)
    user_logged_in.connect(claim_at_log_in, dispatch_uid="billing.claim-at-log-in")
