"""Whoever goes back before the site was made takes away what leads into it too: it would lead nowhere."""

from django.db import migrations


def remove_them(apps, schema_editor):
    apps.get_model("wagtailredirects", "Redirect").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0007_make_the_footer"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(migrations.RunPython.noop, remove_them)]
