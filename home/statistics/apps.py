from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "home.statistics"
    label = "statistics"
    verbose_name = _("Bezoek")

    def ready(self) -> None:
        from .registering import register_everywhere

        register_everywhere()
