"""The cookies of the site are ours: they bear the name that the organisation has, whatever that becomes."""

from django.db import migrations, models

FORMER = "Werkflippen"


def leave_name_out(apps, schema_editor):
    apps.get_model("cookies", "CookieDetails").objects.filter(provider=FORMER).update(provider="")


def write_name(apps, schema_editor):
    apps.get_model("cookies", "CookieDetails").objects.filter(provider="").update(provider=FORMER)


class Migration(migrations.Migration):
    dependencies = [("cookies", "0003_prove_choices_in_the_ledger")]

    operations = [
        migrations.AlterField(
            "cookiedetails",
            "provider",
            models.CharField(blank=True, max_length=100, verbose_name="aanbieder"),
        ),
        migrations.RunPython(leave_name_out, write_name),
    ]
