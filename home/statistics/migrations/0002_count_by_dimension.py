"""Beside pages: referring sites, devices, languages and campaigns, each in rows of their own."""

from django.db import migrations, models

DIMENSIONS = [
    ("page", "Pagina"),
    ("referrer", "Verwijzende site"),
    ("device", "Apparaat"),
    ("language", "Taal"),
    ("campaign", "Campagne"),
]


def keep_pages_only(apps, schema_editor):
    """The way back: what the former table could not hold goes."""
    apps.get_model("statistics", "DailyCount").objects.exclude(dimension="page").delete()


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_count_pages_per_day")]

    operations = [
        migrations.RemoveConstraint("dailycount", "one_count_per_day_and_label"),
        migrations.AddField(
            "dailycount",
            "dimension",
            models.CharField(choices=DIMENSIONS, default="page", max_length=8, verbose_name="soort"),
            preserve_default=False,
        ),
        migrations.AlterField("dailycount", "label", models.CharField(max_length=100, verbose_name="wat")),
        migrations.AddConstraint(
            "dailycount",
            models.UniqueConstraint(fields=["day", "dimension", "label"], name="one_count_per_day_dimension_and_label"),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_pages_only),
    ]
