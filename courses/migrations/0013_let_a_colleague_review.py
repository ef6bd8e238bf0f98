"""Editors look at each other's pages. The step was of the group Moderators, who watch over people from now on."""

import django.db.models.deletion
from django.db import migrations, models

STEP = 'Eindredactie'


def change_step(apps, before, after, group):
    """The step itself stays, with what was handed in: only its kind changes."""
    Task = apps.get_model('wagtailcore', 'Task')
    editors = apps.get_model('auth', 'Group').objects.get(name=group)
    model = apps.get_model(*after)
    kind, _ = apps.get_model('contenttypes', 'ContentType').objects.get_or_create(
        app_label=after[0], model=after[1].lower()
    )
    for old in apps.get_model(*before).objects.filter(task_ptr__name=STEP):
        task = Task.objects.get(pk=old.task_ptr_id)
        old.groups.clear()
        old.delete(keep_parents=True)
        new = model(task_ptr_id=task.pk, name=task.name, active=task.active, content_type_id=kind.pk)
        new.save()
        new.groups.add(editors)


APPROVAL, COLLEAGUE = ('wagtailcore', 'GroupApprovalTask'), ('courses', 'ColleagueTask')


def give_to_editors(apps, schema_editor):
    change_step(apps, APPROVAL, COLLEAGUE, 'Editors')


def give_back(apps, schema_editor):
    change_step(apps, COLLEAGUE, APPROVAL, 'Moderators')
    schema_editor.connection.check_constraints()  # PostgreSQL drops no table while a check of its rows still waits


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('courses', '0012_mail_in_the_language_of_the_account'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ColleagueTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'controle door een collega',
                'verbose_name_plural': 'controles door een collega',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.RunPython(give_to_editors, give_back),
    ]
