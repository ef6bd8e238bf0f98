from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "legal.statements"
    label = "statements"
    verbose_name = _("Juridisch")

    def ready(self) -> None:
        from legal.ledger.verifying import register_entries

        from .entries import read_act_entries, read_text_entries

        register_entries("text", read_text_entries)
        register_entries("act", read_act_entries)
