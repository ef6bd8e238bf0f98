from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_keep_lost_devices")]

    operations = [
        migrations.AddField(
            "user",
            "objected_to_statistics_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wil niet worden meegeteld sinds"),
        ),
    ]
