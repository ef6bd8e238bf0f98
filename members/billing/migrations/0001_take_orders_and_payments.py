"""Orders, what is to be paid for them, payments, the money ledger, memberships that go on, and the ways to buy."""

import django.core.validators
import django.db.models.deletion
import members.billing.models.order
import members.membership.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('invoicing', '0001_keep_the_invoice_book'),
        ('membership', '0004_sell_offers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BillingEnvironment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('environment_id', models.CharField(max_length=100)),
                ('key_fingerprint', models.CharField(max_length=64)),
            ],
            options={
                'default_permissions': (),
            },
        ),
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
                ('offers', models.ManyToManyField(blank=True, help_text='Niets gekozen: alles.', related_name='+', to='membership.offer', verbose_name='geldt voor')),
            ],
            options={
                'verbose_name': 'kortingscode',
                'verbose_name_plural': 'kortingscodes',
                'ordering': ['-pk'],
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(max_length=64, unique=True)),
                ('environment', models.CharField(max_length=64)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(default=members.billing.models.order.make_number, editable=False, max_length=20, unique=True, verbose_name='nummer')),
                ('way', models.CharField(choices=[('own', 'Voor zichzelf'), ('gift', 'Cadeau'), ('team', 'Voor een team'), ('trial', 'Proberen')], default='own', max_length=10, verbose_name='voor wie')),
                ('quantity', models.PositiveSmallIntegerField(default=1, verbose_name='plekken')),
                ('terms_agreed', models.JSONField(default=dict)),
                ('discount', models.JSONField(blank=True, default=dict)),
                ('buyer', models.JSONField(default=dict)),
                ('vat', models.JSONField(default=dict)),
                ('vat_outcome', models.CharField(blank=True, choices=[('valid', 'geldig'), ('invalid', 'niet geldig'), ('unavailable', 'nog niet bekend')], editable=False, max_length=12, verbose_name='btw-nummer')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                ('is_unclaimed', models.BooleanField(default=False, verbose_name='wacht op de eigenaar')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], default='nl', max_length=10, verbose_name='taal')),
                ('cents', members.membership.fields.CentsField(default=0, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='bedrag')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begonnen')),
                ('placed_at', models.DateTimeField(blank=True, null=True, verbose_name='besteld')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='beëindigd')),
                ('is_booked', models.BooleanField(default=True)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.offer', verbose_name='aanbod')),
                ('vat_check', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='invoicing.vatcheck')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='orders', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'bestelling',
                'verbose_name_plural': 'bestellingen',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': ('change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='bericht')),
                ('about', models.CharField(blank=True, max_length=80)),
                ('facts', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='billing.order')),
            ],
            options={
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                ('invited_at', models.DateTimeField(verbose_name='uitgenodigd')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='billing.order')),
            ],
            options={
                'ordering': ['invited_at', 'pk'],
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
                ('redeemed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ingewisseld door')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='gift', to='billing.order', verbose_name='bestelling')),
            ],
            options={
                'verbose_name': 'cadeau',
                'verbose_name_plural': 'cadeaus',
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('obligation', 'Bestelt met betalingsverplichting'), ('start_now', 'Wil dat het meteen begint'), ('waiver', 'Ziet af van bedenktijd'), ('parent', 'Geeft toestemming als ouder'), ('terms', 'Gaat akkoord met de voorwaarden')], max_length=20, verbose_name='verklaring')),
                ('wording', models.TextField(verbose_name='woorden')),
                ('language', models.CharField(max_length=10, verbose_name='taal')),
                ('declared_at', models.DateTimeField(verbose_name='verklaard')),
                ('about', models.CharField(blank=True, max_length=80)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='billing.order')),
            ],
            options={
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='CouponUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('redeemed_at', models.DateTimeField()),
                ('given_back_at', models.DateTimeField(blank=True, null=True)),
                ('coupon', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='billing.coupon')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='coupon_use', to='billing.order')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('period', 'Periode'), ('switch', 'Overstap'), ('mandate', 'Andere rekening')], default='period', max_length=10, verbose_name='waarvoor')),
                ('number', models.PositiveIntegerField(default=1, verbose_name='periode')),
                ('terms_agreed', models.JSONField(blank=True, null=True)),
                ('cents', members.membership.fields.CentsField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='bedrag')),
                ('lines', models.JSONField(default=list)),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='eerste dag')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='loopt tot')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='vervangen')),
                ('due_on', models.DateField(verbose_name='te betalen op')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='vervallen')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='billing.order', verbose_name='bestelling')),
            ],
            options={
                'verbose_name': 'te betalen',
                'verbose_name_plural': 'te betalen',
                'ordering': ['order', 'number'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.CharField(choices=[('oneoff', 'Eenmalig'), ('first', 'Eerste, met machtiging'), ('recurring', 'Automatisch')], max_length=10, verbose_name='hoe')),
                ('cents', members.membership.fields.CentsField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='bedrag')),
                ('request', models.JSONField(default=dict)),
                ('customer_id', models.CharField(blank=True, max_length=64)),
                ('provider_id', models.CharField(blank=True, max_length=64, null=True, unique=True, verbose_name='nummer bij Mollie')),
                ('status', models.CharField(choices=[('intended', 'Voorgenomen'), ('open', 'Wacht op de klant'), ('pending', 'Onderweg'), ('authorized', 'Toegezegd'), ('paid', 'Betaald'), ('canceled', 'Geannuleerd'), ('expired', 'Verlopen'), ('failed', 'Mislukt'), ('lost', 'Nooit aangekomen')], default='intended', max_length=12, verbose_name='stand')),
                ('method', models.CharField(blank=True, max_length=30, verbose_name='betaalmethode')),
                ('failure', models.CharField(blank=True, max_length=100, verbose_name='reden')),
                ('mandate_id', models.CharField(blank=True, max_length=64)),
                ('mandate_revoked_at', models.DateTimeField(blank=True, null=True)),
                ('checkout_url', models.URLField(blank=True, max_length=500)),
                ('intended_at', models.DateTimeField(verbose_name='begonnen')),
                ('concluded_at', models.DateTimeField(blank=True, null=True, verbose_name='afgelopen')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='nagevraagd')),
                ('charge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='billing.charge', verbose_name='te betalen')),
            ],
            options={
                'verbose_name': 'betaling',
                'verbose_name_plural': 'betalingen',
                'ordering': ['-intended_at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='MoneyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('paid', 'Betaald'), ('refunded', 'Terugbetaald'), ('refund_failed', 'Terugbetaling mislukt'), ('charged_back', 'Gestorneerd'), ('chargeback_reversed', 'Stornering teruggedraaid')], max_length=20, verbose_name='wat')),
                ('provider_id', models.CharField(max_length=64, verbose_name='nummer bij Mollie')),
                ('cents', models.IntegerField(verbose_name='bedrag')),
                ('happened_at', models.DateTimeField(verbose_name='wanneer')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='vastgelegd')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='billing.payment', verbose_name='betaling')),
            ],
            options={
                'verbose_name': 'geldbeweging',
                'verbose_name_plural': 'geldbewegingen',
                'ordering': ['pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('cents', members.membership.fields.CentsField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='bedrag')),
                ('reason', models.CharField(choices=[('withdrawn', 'Herroepen'), ('rest', 'Rest van een opgezegde periode'), ('twice', 'Dubbel betaald'), ('mandate', 'De cent van een andere rekening'), ('staff', 'Door een medewerker'), ('unwanted', 'Betaald nadat de bestelling was vervallen'), ('provider', 'Gedaan bij Mollie')], max_length=20, verbose_name='reden')),
                ('provider_id', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('status', models.CharField(choices=[('intended', 'Voorgenomen'), ('queued', 'Wacht op saldo'), ('pending', 'In de wacht'), ('processing', 'Onderweg'), ('refunded', 'Terugbetaald'), ('failed', 'Mislukt'), ('canceled', 'Geannuleerd')], default='intended', max_length=12, verbose_name='stand')),
                ('intended_at', models.DateTimeField(verbose_name='besloten')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='billing.payment', verbose_name='betaling')),
            ],
            options={
                'verbose_name': 'terugbetaling',
                'verbose_name_plural': 'terugbetalingen',
                'ordering': ['-intended_at'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='plek')),
                ('starts_at', models.DateTimeField(verbose_name='vanaf')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='tot')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='billing.order', verbose_name='bestelling')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'plek',
                'verbose_name_plural': 'plekken',
                'ordering': ['order', 'place', 'starts_at'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='StaffAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('kind', models.CharField(choices=[('refunded', 'Geld teruggegeven'), ('waived', 'Bedrag kwijtgescholden'), ('granted', 'Toegang gegeven'), ('ended', 'Beëindigd')], max_length=20, verbose_name='wat')),
                ('reason', models.CharField(max_length=500, verbose_name='reden')),
                ('facts', models.JSONField(default=dict)),
                ('actor', models.BigIntegerField(verbose_name='account van de medewerker')),
                ('done_at', models.DateTimeField(verbose_name='wanneer')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_acts', to='billing.order', verbose_name='bestelling')),
            ],
            options={
                'verbose_name': 'handeling van een medewerker',
                'verbose_name_plural': 'handelingen van medewerkers',
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms_agreed', models.JSONField(default=dict)),
                ('next_terms', models.JSONField(blank=True, null=True)),
                ('anchor_on', models.DateField()),
                ('anchor_number', models.PositiveIntegerField(default=1)),
                ('agreed_number', models.PositiveIntegerField(default=1)),
                ('mandate_id', models.CharField(blank=True, max_length=64)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='opgezegd')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='loopt tot')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='gepauzeerd')),
                ('resumes_on', models.DateField(blank=True, null=True, verbose_name='gaat weer in')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='subscription', to='billing.order')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lidmaatschap',
                'verbose_name_plural': 'lidmaatschappen',
                'default_permissions': ('change', 'view'),
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField(verbose_name='woorden')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], max_length=10, verbose_name='taal')),
                ('declared_at', models.DateTimeField(verbose_name='ontvangen')),
                ('last_day', models.DateField(verbose_name='laatste dag van de bedenktijd')),
                ('outcome', models.CharField(choices=[('valid', 'Geldig'), ('waived', 'Afgezien van bedenktijd'), ('late', 'Te laat'), ('business', 'Besteld voor een bedrijf'), ('opened', 'Cadeau al uitgepakt'), ('ended', 'Al eerder beëindigd')], max_length=10, verbose_name='uitkomst')),
                ('cents', members.membership.fields.CentsField(default=0, validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='komt terug')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='billing.order', verbose_name='bestelling')),
            ],
            options={
                'verbose_name': 'herroeping',
                'verbose_name_plural': 'herroepingen',
                'ordering': ['-declared_at'],
                'default_permissions': ('view',),
            },
        ),
        migrations.AddConstraint(
            model_name='coupon',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cents__isnull', True), ('percent__isnull', False)), models.Q(('cents__gt', 0), ('cents__isnull', False), ('percent__isnull', True)), _connector='OR'), name='coupon_gives_percent_or_euros', violation_error_message='Vul een percentage in, of een bedrag: één van de twee.'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('placed_at__isnull', True), ('user__isnull', True), models.Q(('email', ''), _negated=True), _connector='OR'), name='placed_order_has_an_address'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(('placed_at__isnull', False), ('way', 'trial')), fields=('user', 'offer'), name='one_trial_of_each_offer'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('is_unclaimed', False), ('user__isnull', True), _connector='OR'), name='claimed_order_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('order', 'kind', 'about'), name='told_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('order', 'email'), name='invited_once'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('redeemed_at__isnull', True), ('starts_at__isnull', True)), models.Q(('code_hash__isnull', False), ('redeemed_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='gift_begins_once_redeemed'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(fields=('order', 'kind', 'about'), name='declared_once'),
        ),
        migrations.AddIndex(
            model_name='couponuse',
            index=models.Index(fields=['coupon', 'user'], name='coupon_uses_of_person'),
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
            model_name='charge',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='charge_ends_after_it_starts'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['status', 'asked_at'], name='payment_to_ask_about'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['intended', 'open', 'pending', 'authorized'])), fields=('charge',), name='one_payment_under_way'),
        ),
        migrations.AddConstraint(
            model_name='moneyentry',
            constraint=models.UniqueConstraint(fields=('kind', 'provider_id'), name='each_movement_once'),
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
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_on__isnull', True), ('resumes_on__isnull', True)), models.Q(('paused_on__isnull', False), ('resumes_on__gte', models.F('paused_on')), ('resumes_on__isnull', False)), _connector='OR'), name='pause_has_two_days'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('cancelled_at__isnull', False), _connector='OR'), name='ends_because_cancelled'),
        ),
    ]
