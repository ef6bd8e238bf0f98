"""A draft need not say yet how long it takes, and labels tell apart what editors mixed up."""

import django.core.validators
from django.db import migrations, models


def fill_in_minutes(apps, schema_editor):
    """Going back: a draft has to say something."""
    for name in ('CoursePage', 'LessonPage'):
        apps.get_model('courses', name).objects.filter(minutes=None).update(minutes=1)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0009_find_lessons_by_index'),
    ]

    operations = [
        migrations.AlterField(
            model_name='coursepage',
            name='minutes',
            field=models.PositiveSmallIntegerField(help_text='Hoelang iemand er in totaal mee bezig is, oefeningen meegeteld.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6000)], verbose_name='minuten'),
        ),
        migrations.AlterField(
            model_name='lessonpage',
            name='minutes',
            field=models.PositiveSmallIntegerField(help_text='Hoelang iemand met deze les bezig is.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6000)], verbose_name='minuten'),
        ),
        migrations.AlterField(
            model_name='lessonpage',
            name='own_rule',
            field=models.CharField(blank=True, choices=[('', 'Wie de cursus kan volgen'), ('open', 'Voor iedereen'), ('account', 'Met een account, zonder te betalen'), ('grant', 'Met een lidmaatschap of met deze cursus'), ('course', 'Alleen met deze cursus')], default='', help_text='Maak per cursus één les voor iedereen, als kennismaking. Een vertaling volgt altijd het origineel.', max_length=20, verbose_name='wie deze les kan zien'),
        ),
        migrations.AlterField(
            model_name='livesession',
            name='seats',
            field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='aantal plekken'),
        ),
        migrations.RunPython(migrations.RunPython.noop, fill_in_minutes),
    ]
