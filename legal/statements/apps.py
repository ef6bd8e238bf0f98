from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "legal.statements"
    label = "statements"
    verbose_name = _("Juridisch")

    def ready(self) -> None:
        from legal.ledger.verifying import register_check, register_entries

        from .checking import find_answers_of_others, find_versions_without_text
        from .entries import read_act_entries, read_text_entries

        register_entries("text", read_text_entries)
        register_entries("act", read_act_entries)
        register_check(find_answers_of_others)
        register_check(find_versions_without_text)
