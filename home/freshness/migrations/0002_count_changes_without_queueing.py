from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("freshness", "0001_count_changes")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={"default_permissions": ()},
        ),
    ]
