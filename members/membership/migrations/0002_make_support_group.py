"""The people who give access: a group with the rights for it, and the way into the admin."""

from django.db import migrations

GROUP = "Support"
ACTIONS = ("add", "change", "view")


def make_group(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # Django makes permissions only after all migrations, so they are made here under the names it will look for.
    content_type, _ = ContentType.objects.get_or_create(app_label="membership", model="grant")
    group, _ = Group.objects.get_or_create(name=GROUP)
    for action in ACTIONS:
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_grant", defaults={"name": f"Can {action} toegang"}
        )
        group.permissions.add(permission)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0003_admin_managed"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
