"""What billing fills in at lower floors, where an interface waits for it."""

from legal.statements.acts.open_pages import keep_open


def register_everywhere() -> None:
    keep_open("mollie_webhook")  # the provider cannot answer a question
