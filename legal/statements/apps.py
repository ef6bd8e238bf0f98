from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "legal.statements"
    label = "statements"
    verbose_name = _("Juridisch")

    def ready(self) -> None:
        from .registering import register_everywhere

        register_everywhere()
