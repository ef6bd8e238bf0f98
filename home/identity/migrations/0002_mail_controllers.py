from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="controller",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Hierheen gaan de zegels van het grootboek. Leeg: naar het e-mailadres voor vragen.",
                max_length=254,
                verbose_name="e-mailadres",
            ),
        ),
    ]
