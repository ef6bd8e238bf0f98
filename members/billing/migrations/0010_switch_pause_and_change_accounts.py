"""Charges that are no period: a switch that waits to be paid, and the cent for another account."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('billing', '0001_take_orders_and_payments'),
        ('membership', '0004_sell_offers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='charge',
            name='one_charge_for_each_period',
        ),
        migrations.RemoveConstraint(
            model_name='charge',
            name='one_charge_for_each_first_day',
        ),
        migrations.RemoveConstraint(
            model_name='order',
            name='placed_order_has_an_address',
        ),
        migrations.AddField(
            model_name='charge',
            name='purpose',
            field=models.CharField(choices=[('period', 'Periode'), ('switch', 'Overstap'), ('mandate', 'Andere rekening')], default='period', max_length=10, verbose_name='waarvoor'),
        ),
        migrations.AddField(
            model_name='charge',
            name='replaced_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='vervangen'),
        ),
        migrations.AddField(
            model_name='charge',
            name='terms_agreed',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='payment',
            name='mandate_revoked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='refund',
            name='reason',
            field=models.CharField(choices=[('withdrawn', 'Herroepen'), ('rest', 'Rest van een opgezegde periode'), ('twice', 'Dubbel betaald'), ('mandate', 'De cent van een andere rekening'), ('staff', 'Door een medewerker'), ('unwanted', 'Betaald nadat de bestelling was vervallen'), ('provider', 'Gedaan bij Mollie')], max_length=20, verbose_name='reden'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.UniqueConstraint(condition=models.Q(('number__gt', 0)), fields=('order', 'number'), name='one_charge_for_each_period'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('order', 'starts_on'), name='one_charge_for_each_first_day'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'mandate'), _negated=True), models.Q(('number', 0), ('starts_on__isnull', True)), _connector='OR'), name='mandate_is_no_period'),
        ),
        migrations.AddConstraint(
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'switch'), _negated=True), ('terms_agreed__isnull', False), _connector='OR'), name='switch_has_terms'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('placed_at__isnull', True), ('user__isnull', True), models.Q(('email', ''), _negated=True), _connector='OR'), name='placed_order_has_an_address'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_on__isnull', True), ('resumes_on__isnull', True)), models.Q(('paused_on__isnull', False), ('resumes_on__gte', models.F('paused_on')), ('resumes_on__isnull', False)), _connector='OR'), name='pause_has_two_days'),
        ),
    ]
