from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HeldBackConfig(AppConfig):
    name = "home.held_back"
    label = "held_back"
    verbose_name = _("Wat de browser tegenhield")

    def ready(self) -> None:
        from legal.statements.acts.open_pages import keep_open

        keep_open("held_back")
