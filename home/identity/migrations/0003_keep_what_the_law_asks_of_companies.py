from django.db import migrations, models

import home.identity.company_numbers as numbers


def keep(name, field):
    return migrations.AddField("controller", name, field)


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_mail_controllers")]

    operations = [
        migrations.AlterField(
            "organisation",
            "name",
            models.CharField(
                default="Werkflippen",
                help_text="Zo heten we op elke pagina en in elke mail. De afzender van mails aan leden heet ook zo.",
                max_length=100,
                verbose_name="naam",
            ),
        ),
        migrations.AlterField(
            "controller",
            "name",
            models.CharField(
                help_text="Zoals hij bij de KvK staat, met de rechtsvorm.", max_length=100, verbose_name="naam"
            ),
        ),
        keep("street", models.CharField(blank=True, max_length=100, verbose_name="straat en huisnummer")),
        keep("postal_code", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
        keep("city", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
        keep(
            "kvk",
            models.CharField(
                blank=True,
                max_length=8,
                validators=[numbers.validate_kvk],
                verbose_name="KvK-nummer",
            ),
        ),
        keep(
            "vat_number",
            models.CharField(
                blank=True,
                max_length=20,
                validators=[numbers.validate_vat_number],
                verbose_name="btw-identificatienummer",
            ),
        ),
        keep(
            "iban",
            models.CharField(
                blank=True, max_length=42, validators=[numbers.validate_iban], verbose_name="IBAN"
            ),
        ),
        keep(
            "is_issuer",
            models.BooleanField(
                default=False,
                help_text="Eén bedrijf verkoopt alles. Zijn naam, adres en nummers staan op nieuwe facturen.",
                verbose_name="stuurt de facturen",
            ),
        ),
        keep(
            "invoice_email",
            models.EmailField(
                blank=True,
                help_text="Staat op de facturen van dit bedrijf. Leeg: het e-mailadres voor vragen.",
                max_length=254,
                verbose_name="e-mailadres voor vragen over facturen",
            ),
        ),
        migrations.AddConstraint(
            "controller",
            models.UniqueConstraint(
                condition=models.Q(is_issuer=True), fields=["organisation"], name="one_company_sends_the_invoices"
            ),
        ),
    ]
