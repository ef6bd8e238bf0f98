"""What a course costs stands with its offer, and nowhere else."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0014_sell_courses_by_offer'),
    ]

    operations = [
        migrations.RemoveField(model_name='coursepage', name='price'),
    ]
