from functools import partial

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


WRITING = ('add', 'change', 'view')
PUBLISHING = ('delete', 'publish', 'lock', 'unlock')
NAMES = {'publish': 'Can publish bijeenkomst', 'lock': 'Can lock bijeenkomst', 'unlock': 'Can unlock bijeenkomst'}


def find_permission(apps, model, action):
    """Django makes permissions only after all migrations, so each is made here under the name it will look for."""
    kind, _ = apps.get_model('contenttypes', 'ContentType').objects.get_or_create(app_label='courses', model=model)
    name = NAMES.get(action, f'Can {action} {"boeking" if model == "booking" else "bijeenkomst"}')
    permission, _ = apps.get_model('auth', 'Permission').objects.get_or_create(
        content_type=kind, codename=f'{action}_{model}', defaults={'name': name}
    )
    return permission


def let_colleagues_work(apps, schema_editor):
    """Editors write, moderators also publish and see who booked, and what editors write goes past them."""
    find = partial(find_permission, apps)
    rights = {
        'Editors': [find('livesession', action) for action in WRITING],
        'Moderators': [find('livesession', action) for action in WRITING + PUBLISHING] + [find('booking', 'view')],
    }
    for group in apps.get_model('auth', 'Group').objects.filter(name__in=rights):
        group.permissions.add(*rights[group.name])
    # Wagtail makes this workflow, and gives it to all pages itself.
    workflow = apps.get_model('wagtailcore', 'Workflow').objects.filter(name='Moderators approval').first()
    if workflow:
        kind = apps.get_model('contenttypes', 'ContentType').objects.get(app_label='courses', model='livesession')
        apps.get_model('wagtailcore', 'WorkflowContentType').objects.get_or_create(
            content_type=kind, defaults={'workflow': workflow}
        )


def take_rights(apps, schema_editor):
    """The permissions themselves stay, as Django leaves those of other models."""
    apps.get_model('auth', 'Group').permissions.through.objects.filter(
        permission__content_type__app_label='courses',
        permission__content_type__model__in=('livesession', 'booking'),
    ).delete()
    apps.get_model('wagtailcore', 'WorkflowContentType').objects.filter(
        content_type__app_label='courses', content_type__model='livesession'
    ).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0006_show_files_in_lessons'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('wagtailcore', '0098_apitoken'),  # makes the groups and the workflow
    ]

    operations = [
        migrations.AlterModelOptions(
            name='booking',
            options={'default_permissions': ('view',), 'ordering': ['pk'], 'verbose_name': 'boeking', 'verbose_name_plural': 'boekingen'},
        ),
        migrations.AlterField(
            model_name='booking',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='courses.livesession', verbose_name='bijeenkomst'),
        ),
        migrations.AddField(
            model_name='booking',
            name='language',
            field=models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], default='nl', max_length=10, verbose_name='taal van de mails'),
        ),
        migrations.AddField(
            model_name='booking',
            name='news',
            field=models.CharField(blank=True, choices=[('booked', 'heeft een plek'), ('waiting', 'staat op de wachtlijst'), ('moved_up', 'kreeg een plek van de wachtlijst'), ('changed', 'bijeenkomst is veranderd'), ('cancelled', 'bijeenkomst gaat niet door')], default='', max_length=20, verbose_name='nog te mailen'),
        ),
        migrations.AddField(
            model_name='livesession',
            name='is_cancelled',
            field=models.BooleanField(default=False, help_text='Wie heeft geboekt of wacht, krijgt bericht zodra je dit publiceert.', verbose_name='gaat niet door'),
        ),
        migrations.AddField(
            model_name='livesession',
            name='sequence',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='wijziging'),
        ),
        migrations.AddField(
            model_name='livesession',
            name='changed_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gewijzigd'),
        ),
        # Nobody had an address yet: the site could not give one.
        migrations.DeleteModel(name='CalendarAddress'),
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.CharField(max_length=64, verbose_name='zaad')),
                ('fingerprint', models.CharField(max_length=64, unique=True, verbose_name='vingerafdruk')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='vastgelegd')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_address', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'agenda-adres',
                'verbose_name_plural': 'agenda-adressen',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(let_colleagues_work, take_rights),
    ]
