"""Offers with their prices and courses; grants name the order that they follow from."""

import django.core.validators
import django.db.models.deletion
import members.membership.fields
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0003_let_colleagues_see_lessons'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('membership', 'Lidmaatschap: alle cursussen'), ('course', 'Eén cursus'), ('bundle', 'Bundel: enkele cursussen')], max_length=20, verbose_name='soort')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('name_en', models.CharField(max_length=80, verbose_name='naam in het Engels')),
                ('summary', models.CharField(blank=True, max_length=200, verbose_name='in één zin')),
                ('summary_en', models.CharField(blank=True, max_length=200, verbose_name='in één zin in het Engels')),
                ('slug', models.SlugField(help_text='Staat achter /bestellen/, zoals jaarlid.', max_length=60, unique=True, verbose_name='deel van het adres')),
                ('period', models.CharField(blank=True, choices=[('month', 'Per maand'), ('year', 'Per jaar')], help_text='Alleen bij een lidmaatschap: het wordt steeds met deze periode verlengd.', max_length=10, verbose_name='betalen')),
                ('term_months', models.PositiveSmallIntegerField(blank=True, help_text='Alleen bij een cursus of bundel. Leeg: voor altijd.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='aantal maanden toegang')),
                ('trial_days', models.PositiveSmallIntegerField(default=0, help_text='Alleen bij een lidmaatschap. Proberen kost niets, vraagt geen bankgegevens en stopt vanzelf.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='dagen proberen')),
                ('grace_days', models.PositiveSmallIntegerField(default=14, help_text='Zo lang blijft een lid binnen als een betaling niet lukt.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='dagen uitstel')),
                ('nature', models.CharField(choices=[('digital', 'Digitale inhoud: wie meteen begint, ziet af van bedenktijd'), ('service', 'Dienst: wie herroept, betaalt naar wat al is geleverd'), ('live', 'Les van een docent, zoals een bijeenkomst: een dienst, met de btw van onderwijs')], default='service', max_length=10, verbose_name='volgens de wet')),
                ('may_be_gift', models.BooleanField(default=False, verbose_name='ook als cadeau')),
                ('most_seats', models.PositiveSmallIntegerField(default=1, help_text='Meer dan één: ook te koop voor een team.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='plekken in één bestelling')),
                ('is_on_sale', models.BooleanField(default=True, verbose_name='te koop')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='plaats in de lijst')),
            ],
            options={
                'verbose_name': 'aanbod',
                'verbose_name_plural': 'aanbod',
                'ordering': ['position', 'pk'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='OfferCourse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.UUIDField(verbose_name='cursus')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OfferPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', members.membership.fields.CentsField(help_text='In euro’s, inclusief btw. 0 is gratis.', validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='prijs')),
                ('valid_from', models.DateField(verbose_name='vanaf')),
            ],
            options={
                'ordering': ['valid_from'],
            },
        ),
        migrations.AddField(
            model_name='grant',
            name='origin',
            field=models.UUIDField(blank=True, editable=False, null=True, verbose_name='bestelling'),
        ),
        migrations.AddField(
            model_name='grant',
            name='part',
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AlterField(
            model_name='grant',
            name='source',
            field=models.CharField(choices=[('staff', 'Gegeven door een medewerker'), ('purchase', 'Gekocht'), ('membership', 'Lidmaatschap'), ('trial', 'Proefperiode'), ('seat', 'Plek in een team'), ('gift', 'Cadeau')], default='staff', max_length=20, verbose_name='herkomst'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(condition=models.Q(('origin__isnull', False)), fields=('origin', 'part'), name='one_grant_for_each_part'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'membership'), ('period__in', ['month', 'year']), ('term_months__isnull', True)), models.Q(('period', ''), ('trial_days', 0), models.Q(('kind', 'membership'), _negated=True)), _connector='OR'), name='offer_renews_or_lasts', violation_error_message='Kies bij een lidmaatschap hoe vaak iemand betaalt, en alleen daar.'),
        ),
        migrations.AddField(
            model_name='offercourse',
            name='offer',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='courses', to='membership.offer'),
        ),
        migrations.AddField(
            model_name='offerprice',
            name='offer',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='membership.offer'),
        ),
        migrations.AddConstraint(
            model_name='offercourse',
            constraint=models.UniqueConstraint(fields=('offer', 'course'), name='course_once_in_offer'),
        ),
        migrations.AddConstraint(
            model_name='offerprice',
            constraint=models.UniqueConstraint(fields=('offer', 'valid_from'), name='one_price_a_day'),
        ),
    ]
