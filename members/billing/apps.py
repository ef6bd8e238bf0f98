from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    name = "members.billing"
    label = "billing"
    verbose_name = _("Betalingen")

    def ready(self) -> None:
        from .registering import register_everywhere

        register_everywhere()
