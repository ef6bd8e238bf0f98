"""What consent fills in at lower floors, where an interface waits for it."""

from cookie_consent.models import Cookie, CookieGroup
from django.utils.translation import gettext_lazy as _

from home.freshness.watching import watch
from legal.ledger.verifying import register_check, register_entries
from legal.statements.acts.own_sections import register_own_section
from legal.statements.linting import STATISTICS_WAIT_FOR_CONSENT, register_practice
from legal.statements.writing.registers import register_snapshot

from .checking import CHECKS, read_day_entries
from .days import KIND
from .models import CookieDetails, CookieTranslation, PurposeTranslation
from .own_choices import show_own_choices
from .published import REGISTER
from .purposes import waits_for_consent
from .register import read_cookies
from .translating import list_untranslated


def register_everywhere() -> None:
    watch(Cookie, CookieDetails, CookieGroup, CookieTranslation, PurposeTranslation)
    register_snapshot(REGISTER, _("Cookies"), read_cookies, "blocks/register_tables.html", list_untranslated)
    register_practice(STATISTICS_WAIT_FOR_CONSENT, waits_for_consent)
    register_own_section("cookies/own_choices.html", show_own_choices)
    register_entries(KIND, read_day_entries)
    for check in CHECKS:
        register_check(check)
