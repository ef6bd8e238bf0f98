from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "home.freshness"
    label = "freshness"
    verbose_name = _("Versheid")

    def ready(self) -> None:
        from .watching import watch_all_pages

        watch_all_pages()
