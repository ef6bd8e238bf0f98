"""What billing fills in at lower floors, where an interface waits for it."""

from legal.statements.acts.open_pages import keep_open
from members.accounts.own_page import AccountSection, account_sections

from .team.listing import show_section


def register_everywhere() -> None:
    keep_open("mollie_webhook")  # the provider cannot answer a question
    account_sections.add(AccountSection("billing/team/section.html", 60, lambda request: show_section(request.user)))
