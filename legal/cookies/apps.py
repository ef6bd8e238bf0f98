from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CookiesConfig(AppConfig):
    name = "legal.cookies"
    label = "cookies"
    verbose_name = _("Cookies")

    def ready(self) -> None:
        import cookie_consent.conf  # noqa: F401  # its defaults, which go into whatever settings hold when it is first read
        from cookie_consent.models import Cookie, CookieGroup

        from home.freshness.watching import watch
        from legal.statements.linting import STATISTICS_WAIT_FOR_CONSENT, register_practice
        from legal.statements.writing.registers import register_snapshot

        from .models import CookieDetails
        from .purposes import waits_for_consent
        from .register import read_cookies

        watch(Cookie, CookieDetails, CookieGroup)
        register_snapshot("cookies", _("Cookies"), read_cookies, "blocks/register_tables.html")
        register_practice(STATISTICS_WAIT_FOR_CONSENT, waits_for_consent)
