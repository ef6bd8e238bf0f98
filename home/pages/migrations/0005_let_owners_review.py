"""Owners may take every step of review that a colleague may: in a small house there may be nobody else."""

from django.db import migrations

STEPS = [("courses", "ColleagueTask"), ("statements", "FourEyesTask")]


def let_owners_review(apps, schema_editor):
    owners = apps.get_model("auth", "Group").objects.get_or_create(name="Owners")[0]
    for step in STEPS:
        for task in apps.get_model(*step).objects.all():
            task.groups.add(owners)


def leave_it_to_others(apps, schema_editor):
    owners = apps.get_model("auth", "Group").objects.filter(name="Owners")
    for step in STEPS:
        for task in apps.get_model(*step).objects.all():
            task.groups.remove(*owners)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_show_files_on_pages"),
        ("courses", "0013_let_a_colleague_review"),
        ("statements", "0005_log_all_readings_by_staff"),
    ]

    operations = [migrations.RunPython(let_owners_review, leave_it_to_others)]
