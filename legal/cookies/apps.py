from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CookiesConfig(AppConfig):
    name = "legal.cookies"
    label = "cookies"
    verbose_name = _("Cookies")

    def ready(self) -> None:
        import cookie_consent.conf  # noqa: F401  # its defaults, which go into whatever settings hold when it is first read

        from .registering import register_everywhere

        register_everywhere()
