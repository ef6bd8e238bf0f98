"""Two more kinds of reading: a colleague looked at an invoice, or at an order."""

from django.db import migrations, models

WHAT = [
    ("list", "overzicht bekeken"),
    ("export", "overzicht gedownload"),
    ("person", "antwoorden van één persoon bekeken"),
    ("account", "account van één persoon bekeken"),
    ("access", "toegang van één persoon bekeken"),
    ("invoice", "factuur van één persoon bekeken"),
    ("order", "bestelling van één persoon bekeken"),
    ("receipt", "ontvangstbewijs gedownload"),
    ("bundle", "bewijsbundel gedownload"),
]


class Migration(migrations.Migration):
    dependencies = [("statements", "0005_log_all_readings_by_staff")]

    operations = [
        migrations.AlterField(
            "staffreading", "what", models.CharField(choices=WHAT, max_length=20, verbose_name="wat")
        ),
    ]
