
import django.core.validators
import django.db.models.deletion
import members.membership.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0001_take_orders_and_payments'),
        ('membership', '0004_sell_offers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Coupon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Wie bestelt, mag ook kleine letters typen.', max_length=20, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z0-9-]{4,20}$', 'Gebruik 4 tot 20 hoofdletters, cijfers of streepjes.')], verbose_name='code')),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='korting in procenten')),
                ('cents', members.membership.fields.CentsField(blank=True, help_text='Van de hele bestelling.', null=True, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='korting in euro’s')),
                ('periods', models.PositiveSmallIntegerField(blank=True, help_text='Bij een lidmaatschap: zoveel keer korting, daarna de volle prijs. Leeg: altijd.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='aantal periodes')),
                ('most_uses', models.PositiveIntegerField(blank=True, help_text='Leeg: altijd.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='hoe vaak in totaal')),
                ('once_a_person', models.BooleanField(default=True, verbose_name='één keer per persoon')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='vanaf')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
            ],
            options={
                'verbose_name': 'kortingscode',
                'verbose_name_plural': 'kortingscodes',
                'ordering': ['-pk'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='CouponUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('redeemed_at', models.DateTimeField()),
                ('given_back_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receiver_name', models.CharField(blank=True, max_length=80, verbose_name='voor')),
                ('message', models.TextField(blank=True, max_length=500, verbose_name='bericht')),
                ('seed', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('code_hash', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('lapses_on', models.DateField(blank=True, null=True, verbose_name='te gebruiken tot')),
                ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='getoond')),
                ('redeemed_at', models.DateTimeField(blank=True, null=True, verbose_name='ingewisseld')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='gaat in')),
            ],
            options={
                'verbose_name': 'cadeau',
                'verbose_name_plural': 'cadeaus',
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('invited_at', models.DateTimeField(verbose_name='uitgenodigd')),
            ],
            options={
                'ordering': ['invited_at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='plek')),
                ('starts_at', models.DateTimeField(verbose_name='vanaf')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='tot')),
            ],
            options={
                'verbose_name': 'plek',
                'verbose_name_plural': 'plekken',
                'ordering': ['order', 'place', 'starts_at'],
                'default_permissions': ('view',),
            },
        ),
        migrations.AddField(
            model_name='order',
            name='discount',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(('placed_at__isnull', False), ('way', 'trial')), fields=('user', 'offer'), name='one_trial_of_each_offer'),
        ),
        migrations.AddField(
            model_name='coupon',
            name='offers',
            field=models.ManyToManyField(blank=True, help_text='Niets gekozen: alles.', related_name='+', to='membership.offer', verbose_name='geldt voor'),
        ),
        migrations.AddField(
            model_name='couponuse',
            name='coupon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='billing.coupon'),
        ),
        migrations.AddField(
            model_name='couponuse',
            name='order',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='coupon_use', to='billing.order'),
        ),
        migrations.AddField(
            model_name='couponuse',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='gift',
            name='order',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='gift', to='billing.order', verbose_name='bestelling'),
        ),
        migrations.AddField(
            model_name='gift',
            name='redeemed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingewisseld door'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='billing.order'),
        ),
        migrations.AddField(
            model_name='seat',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='billing.order', verbose_name='bestelling'),
        ),
        migrations.AddField(
            model_name='seat',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='coupon',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cents__isnull', True), ('percent__isnull', False)), models.Q(('cents__gt', 0), ('cents__isnull', False), ('percent__isnull', True)), _connector='OR'), name='coupon_gives_percent_or_euros', violation_error_message='Vul een percentage in, of een bedrag: één van de twee.'),
        ),
        migrations.AddIndex(
            model_name='couponuse',
            index=models.Index(fields=['coupon', 'user'], name='coupon_uses_of_person'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('redeemed_at__isnull', True), ('starts_at__isnull', True)), models.Q(('code_hash__isnull', False), ('redeemed_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='gift_begins_once_redeemed'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('order', 'email'), name='invited_once'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('order', 'place'), name='one_person_in_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('order', 'user'), name='one_seat_for_a_person'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='seat_ends_after_it_starts'),
        ),
    ]
