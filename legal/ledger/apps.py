from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "legal.ledger"
    label = "ledger"
    verbose_name = _("Grootboek")

    def ready(self) -> None:
        from home.freshness.watching import watch

        from .append_only import install_after_migrate
        from .checks import check_key_is_there, check_keys
        from .models import Seal, SigningKey
        from .signing import read_key_entries
        from .verifying import register_entries

        watch(Seal, SigningKey)
        register_entries("key", read_key_entries)
        register(check_keys)
        register(check_key_is_there, deploy=True)
        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="append-only-triggers")
