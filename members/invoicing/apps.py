from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicingConfig(AppConfig):
    name = "members.invoicing"
    label = "invoicing"
    verbose_name = _("Facturen")

    def ready(self) -> None:
        from .registering import register_everywhere

        register_everywhere()
