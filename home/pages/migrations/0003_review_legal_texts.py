"""A second person looks at every legal text; the legal group may also name documents and act for people."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NAME = "Juridische controle"
RIGHTS = ("add_document", "change_document", "view_document", "add_act")


def review_legal_texts(apps, schema_editor):
    legal = apps.get_model("auth", "Group").objects.get(name="Legal")
    legal.permissions.add(*find_rights(apps))
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="statements", model="foureyestask"
    )[0]
    task = apps.get_model("statements", "FourEyesTask").objects.create(name=NAME, active=True, content_type=kind)
    task.groups.add(legal)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for branch in apps.get_model("statements", "LegalIndexPage").objects.all():
        apps.get_model("wagtailcore", "WorkflowPage").objects.create(page_id=branch.pk, workflow=workflow)


def find_rights(apps):
    """Permissions are otherwise made after the last migration, too late for here."""
    config = apps.get_app_config("statements")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(codename__in=RIGHTS, content_type__app_label="statements")


def stop_reviewing(apps, schema_editor):
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name=NAME).delete()
    apps.get_model("wagtailcore", "WorkflowTask").objects.filter(workflow__name=NAME).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("statements", "FourEyesTask").objects.all().delete()
    legal = apps.get_model("auth", "Group").objects.filter(name="Legal").first()
    if legal:
        legal.permissions.remove(*find_rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_make_site"),
        ("statements", "0003_review_and_act_for_people"),
    ]

    operations = [migrations.RunPython(review_legal_texts, stop_reviewing)]
