"""One log of who of us looked at whose data, whichever page showed it."""

from django.db import migrations, models

WHAT = [
    ("list", "overzicht bekeken"),
    ("export", "overzicht gedownload"),
    ("person", "antwoorden van één persoon bekeken"),
    ("account", "account van één persoon bekeken"),
    ("access", "toegang van één persoon bekeken"),
    ("receipt", "ontvangstbewijs gedownload"),
    ("bundle", "bewijsbundel gedownload"),
]
NAMES = {"verbose_name": "inzage in persoonsgegevens", "verbose_name_plural": "inzages in persoonsgegevens"}


class Migration(migrations.Migration):
    dependencies = [("statements", "0004_hold_salts_to_their_length")]

    operations = [
        migrations.RenameModel("EvidenceReading", "StaffReading"),
        migrations.AlterModelOptions("staffreading", {"ordering": ["-pk"], **NAMES}),
        migrations.AlterField(
            "staffreading", "what", models.CharField(choices=WHAT, max_length=20, verbose_name="wat")
        ),
        migrations.AlterField("staffreading", "read_at", models.DateTimeField(db_index=True, verbose_name="wanneer")),
        migrations.AlterField(
            "staffreading",
            "subject",
            models.BigIntegerField(db_index=True, null=True, verbose_name="account over wie het ging"),
        ),
        migrations.AlterModelOptions(
            "publicationrules", {"default_permissions": ("change",), "verbose_name": "regels voor publiceren"}
        ),
    ]
