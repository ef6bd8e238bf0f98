"""A footer in each language, with what stood in the template: editors change it, and nobody adds one."""

import uuid

from django.db import migrations

SLOGANS = {
    "nl": "Draai je werk om en bekijk de andere kant.",
    "en": "Turn your work over and look at the other side.",
}


def make_footers(apps, schema_editor):
    Locale, key = apps.get_model("wagtailcore", "Locale"), uuid.uuid4()
    for code, slogan in SLOGANS.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        apps.get_model("pages", "Footer").objects.create(locale=locale, translation_key=key, slogan=slogan)


def remove_footers(apps, schema_editor):
    apps.get_model("pages", "Footer").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("pages", "0006_let_editors_write_the_footer")]

    operations = [migrations.RunPython(make_footers, remove_footers)]
