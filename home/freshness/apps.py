from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "home.freshness"
    label = "freshness"
    verbose_name = _("Versheid")

    def ready(self) -> None:
        from .watching import end_migrating, listen_to, notice_saved_alone, watch_all_pages

        watch_all_pages()
        connection_created.connect(listen_to, dispatch_uid="freshness-writes")
        post_save.connect(notice_saved_alone, dispatch_uid="freshness-saved")
        post_migrate.connect(end_migrating, sender=self, dispatch_uid="freshness-end")
