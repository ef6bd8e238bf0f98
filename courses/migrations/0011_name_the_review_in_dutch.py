"""Wagtail names its workflow in English only, and editors read that name on the button that hands a page in."""

from django.db import migrations

ENGLISH, DUTCH = "Moderators approval", "Eindredactie"


def rename(apps, before, after):
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0010_ease_editing"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, editor: rename(apps, ENGLISH, DUTCH),
            lambda apps, editor: rename(apps, DUTCH, ENGLISH),
        )
    ]
