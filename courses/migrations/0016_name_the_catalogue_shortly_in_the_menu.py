"""In the menu there is less room than above the page."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0015_take_the_price_from_courses'),
    ]

    operations = [
        migrations.AddField(
            model_name='catalogpage',
            name='menu_title',
            field=models.CharField(blank=True, help_text='Zo heet de pagina in het menu. Leeg: daar staat de titel van de pagina.', max_length=30, verbose_name='korte titel'),
        ),
    ]
