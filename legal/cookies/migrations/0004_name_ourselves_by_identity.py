"""The cookies of the site are ours: they bear the name that the organisation has, whatever that becomes."""

from django.db import migrations, models

FORMER = "Werkflippen"


def name_ourselves(apps):
    organisation = apps.get_model("identity", "Organisation").objects.first()
    return organisation.name if organisation else FORMER


def leave_name_out(apps, schema_editor):
    ours = (FORMER, name_ourselves(apps))
    apps.get_model("cookies", "CookieDetails").objects.filter(provider__in=ours).update(provider="")


def write_name(apps, schema_editor):
    apps.get_model("cookies", "CookieDetails").objects.filter(provider="").update(provider=name_ourselves(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("cookies", "0003_prove_choices_in_the_ledger"),
        ("identity", "0003_keep_what_the_law_asks_of_companies"),
    ]

    operations = [
        migrations.AlterField(
            "cookiedetails",
            "provider",
            models.CharField(blank=True, max_length=100, verbose_name="aanbieder"),
        ),
        migrations.RunPython(leave_name_out, write_name),
    ]
