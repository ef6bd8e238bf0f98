import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_choose_language_and_mails'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contact', 'ouder gemaild'), ('close', 'account gesloten')], max_length=20, verbose_name='wat')),
                ('reason', models.CharField(max_length=500, verbose_name='reden')),
                ('actor', models.BigIntegerField(verbose_name='account van de medewerker')),
                ('done_at', models.DateTimeField(verbose_name='wanneer')),
            ],
            options={
                'verbose_name': 'account van een kind',
                'verbose_name_plural': 'accounts van kinderen',
                'ordering': ['-pk'],
                'default_permissions': ('add',),
            },
        ),
        migrations.AddField(
            model_name='user',
            name='erase_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='wordt gewist op'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('erase_on__isnull', True), ('is_active', False), _connector='OR'), name='only_closed_accounts_are_erased'),
        ),
        migrations.AddField(
            model_name='childact',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='child_acts', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
    ]
