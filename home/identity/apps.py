from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "home.identity"
    label = "identity"
    verbose_name = _("Wie wij zijn")

    def ready(self) -> None:
        from home.freshness.watching import watch

        from .models import Controller, Organisation

        watch(Controller, Organisation)
