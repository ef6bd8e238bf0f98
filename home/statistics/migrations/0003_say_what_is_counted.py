"""The question names all that is counted. Where somebody wrote words of their own, those stay."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

FORMER = "Werkflippen telt per dag hoe vaak elke pagina wordt gelezen. Zo zien we wat helpt. We bewaren daarbij niets over jou: geen IP-adres en geen profiel. Zonder ja meten we niets."
NEW = _(
    "Werkflippen telt per dag hoe vaak elke pagina wordt gelezen, en los daarvan vanaf welke site en door welke campagne, op wat voor apparaat en in welke taal. Zo zien we wat helpt. We bewaren daarbij niets over jou: geen IP-adres en geen profiel. Zonder ja meten we niets."
)


def replace(apps, former, new):
    groups = apps.get_model("cookie_consent", "CookieGroup").objects
    groups.filter(varname="statistics", description=former).update(description=new)


def say_more(apps, schema_editor):
    replace(apps, FORMER, NEW)


def say_less(apps, schema_editor):
    replace(apps, NEW, FORMER)


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0002_count_by_dimension"),
        ("cookies", "0002_declare_our_cookies"),
    ]

    operations = [migrations.RunPython(say_more, say_less)]
