from django.db import migrations, models


def make_stamp(apps, schema_editor):
    apps.get_model("freshness", "Stamp").objects.create(pk=1)


def remove_stamp(apps, schema_editor):
    apps.get_model("freshness", "Stamp").objects.all().delete()


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(make_stamp, remove_stamp),
    ]
