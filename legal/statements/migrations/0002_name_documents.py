"""The three documents that every such company has, and what each asks of a member."""

from django.db import migrations

DOCUMENTS = [
    ("privacy", "Privacyverklaring", "privacy", "acknowledge", 1),
    ("terms", "Algemene voorwaarden", "voorwaarden", "accept", 2),
    ("cookies", "Cookies", "cookies", "none", 3),
]


def name_documents(apps, schema_editor):
    Document = apps.get_model("statements", "Document")
    for kind, name, slug, act, position in DOCUMENTS:
        Document.objects.create(kind=kind, name=name, slug=slug, act=act, position=position)


def remove_documents(apps, schema_editor):
    documents = apps.get_model("statements", "Document").objects.filter(kind__in=[row[0] for row in DOCUMENTS])
    documents._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]

    operations = [migrations.RunPython(name_documents, remove_documents)]
