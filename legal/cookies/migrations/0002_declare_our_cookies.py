"""The cookies of this site on the day it was built.

The texts are marked for translation here because the catalogue takes the Dutch text of a row as its key.
"""

from django.conf import settings
from django.db import migrations
from django.utils.translation import gettext_noop as _

PROVIDER = "Werkflippen"
GROUPS = {
    "functional": {
        "name": _("Nodig om de site te laten werken"),
        "description": _(
            "Hiermee kun je inloggen, formulieren veilig versturen en je keuze bewaren. Voor deze cookies vragen we geen toestemming, want zonder werkt de site niet."
        ),
        "is_required": True,
        "is_deletable": False,
        "ordering": 10,
    },
    "statistics": {
        "name": _("Anoniem meetellen"),
        "description": _(
            "Werkflippen telt per dag hoe vaak elke pagina wordt gelezen. Zo zien we wat helpt. We bewaren daarbij niets over jou: geen IP-adres en geen profiel. Zonder ja meten we niets."
        ),
        "is_required": False,
        "is_deletable": True,
        "ordering": 20,
    },
}
COOKIES = [
    ("functional", settings.SESSION_COOKIE_NAME, _("Houdt je ingelogd."), _("Tot je uitlogt of je browser sluit")),
    (
        "functional",
        settings.CSRF_COOKIE_NAME,
        _("Beschermt formulieren tegen misbruik door andere sites."),
        _("1 jaar"),
    ),
    ("functional", settings.COOKIE_CONSENT_NAME, _("Onthoudt wat je over cookies kiest, en het nummer van je keuze."), _("184 dagen")),
    (
        "statistics",
        "last_visit_day",
        _("De dag van je laatste bezoek en verder niets. Zo tellen we je één keer per dag als bezoek."),
        _("31 dagen"),
    ),
]


def declare(apps, schema_editor):
    CookieGroup = apps.get_model("cookie_consent", "CookieGroup")
    Cookie = apps.get_model("cookie_consent", "Cookie")
    CookieDetails = apps.get_model("cookies", "CookieDetails")
    groups = {varname: CookieGroup.objects.create(varname=varname, **texts) for varname, texts in GROUPS.items()}
    for group, name, description, kept_for in COOKIES:
        cookie = Cookie.objects.create(cookiegroup=groups[group], name=name, description=description, path="/")
        CookieDetails.objects.create(cookie=cookie, provider=PROVIDER, kept_for=kept_for)


def retract(apps, schema_editor):
    apps.get_model("cookie_consent", "CookieGroup").objects.filter(varname__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cookies", "0001_record_cookie_choices"),
        ("cookie_consent", "0004_cookie_natural_key"),
    ]

    operations = [migrations.RunPython(declare, retract)]
