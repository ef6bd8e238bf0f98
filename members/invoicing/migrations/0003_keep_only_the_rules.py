"""What is left here is how we invoice, not who does. The right to change it keeps its holders."""

from django.db import migrations

MOVED = ("legal_name", "street", "postal_code", "city", "email", "kvk", "vat_number", "iban")
FORMER = ("change_issuer", "Can change factuurgegevens")
NEW = ("change_invoicingrules", "Can change factuurnummers en btw")


def rename_right(former, new):
    def rename(apps, schema_editor):
        rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="invoicing")
        rights.filter(codename=former[0]).update(codename=new[0], name=new[1])

    return rename


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("invoicing", "0002_read_who_sells_from_identity"),
    ]

    operations = [
        *(migrations.RemoveField("issuer", name) for name in MOVED),
        migrations.RenameModel("Issuer", "InvoicingRules"),
        migrations.AlterModelOptions(
            "invoicingrules", {"default_permissions": ("change",), "verbose_name": "factuurnummers en btw"}
        ),
        migrations.RunPython(rename_right(FORMER, NEW), rename_right(NEW, FORMER)),
    ]
