from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "legal.ledger"
    label = "ledger"
    verbose_name = _("Grootboek")

    def ready(self) -> None:
        from .append_only import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="append-only-triggers")
