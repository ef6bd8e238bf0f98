"""The one row is there from the start: no visitor of a new site makes it, and so lets everything be kept anew."""

from django.db import migrations


def begin(apps, schema_editor):
    Organisation = apps.get_model("identity", "Organisation")
    if not Organisation.objects.exists():
        Organisation.objects.create()


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_keep_what_the_law_asks_of_companies")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
