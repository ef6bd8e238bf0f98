from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    name = "home.pagecache"
    label = "pagecache"
    verbose_name = _("Bewaarde pagina’s")

    def ready(self) -> None:
        from home.freshness.ticking import changed

        from .files import point_current

        changed.connect(point_current, dispatch_uid="pagecache-files")
