"""An empty site that can be used: front page, catalogue and legal branch in two languages, and who may edit what."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations

# slug, title and rights; the keys stay the same in both languages, the translation key joins them
PAGES = {
    ("pages", "HomePage"): {"nl": ("home", "Werkflippen"), "en": ("home-en", "Werkflippen")},
    ("statements", "LegalIndexPage"): {"nl": ("juridisch", "Juridisch"), "en": ("legal", "Legal")},
}
CATALOG = {"nl": ("cursussen", "Cursussen"), "en": ("courses", "Courses")}
RIGHTS = {
    "pages": {
        "Editors": ["add_page", "change_page", "publish_page", "lock_page"],
        "Moderators": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    },
    "statements": {"Legal": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]},
}


def make_site(apps, schema_editor):
    Page, Locale = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("nl", "en")}
    root = Page.objects.get(depth=1)
    make_permissions(apps)
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(page=root).delete()
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    Page.objects.filter(pk=root.pk).update(numchild=0)
    for (app, model), texts in PAGES.items():
        key = uuid.uuid4()
        for code, (slug, title) in texts.items():
            root.refresh_from_db()
            page = add_page(apps, app, model, root, slug, title, locales[code], key)
            grant_rights(apps, page, RIGHTS[app])
            if app == "pages" and code == "nl":
                address = urlsplit(settings.SITE_URL)
                port = address.port or (443 if address.scheme == "https" else 80)
                Site.objects.create(hostname=address.hostname, port=port, root_page_id=page.pk, is_default_site=True)
    add_catalogs(apps, locales)


def add_catalogs(apps, locales):
    key = uuid.uuid4()
    for code, (slug, title) in CATALOG.items():
        home = apps.get_model("wagtailcore", "Page").objects.get(slug=PAGES["pages", "HomePage"][code][0], depth=2)
        add_page(apps, "courses", "CatalogPage", home, slug, title, locales[code], key)


def add_page(apps, app, model, parent, slug, title, locale, key):
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model.lower())[0]
    page = apps.get_model(app, model).objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=kind,
        path=f"{parent.path}{parent.numchild + 1:04d}",
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        locale=locale,
        translation_key=key,
    )
    apps.get_model("wagtailcore", "Page").objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
    return page


def make_permissions(apps):
    """Permissions are otherwise made after the last migration, too late for the groups below."""
    for label in ("wagtailcore", "statements", "statistics"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    groups = apps.get_model("auth", "Group").objects
    legal = groups.get_or_create(name="Legal")[0]
    rights = ("access_admin", "view_act", "submit_translation")
    legal.permissions.add(*permissions.filter(codename__in=rights))
    groups.get(name="Editors").permissions.add(permissions.get(codename="view_dailycount"))


def grant_rights(apps, page, rights):
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="wagtailcore")
    rows = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for group, codenames in rights.items():
        for codename in codenames:
            owner = apps.get_model("auth", "Group").objects.get(name=group)
            rows.create(group=owner, page_id=page.pk, permission=permissions.get(codename=codename))


def remove_redirects(schema_editor):
    """By their table: a dependency would refuse every database that was migrated before the app of redirects came."""
    if "wagtailredirects_redirect" in schema_editor.connection.introspection.table_names():
        schema_editor.execute("DELETE FROM wagtailredirects_redirect")


def unmake_site(apps, schema_editor):
    """Back to Wagtail's own start: one plain page. What editors led into the site would lead nowhere."""
    remove_redirects(schema_editor)
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    Site.objects.all().delete()
    for app, model in (("courses", "CatalogPage"), *PAGES):
        apps.get_model(app, model).objects.all().delete()
    root = Page.objects.get(depth=1)
    nl = apps.get_model("wagtailcore", "Locale").objects.get(language_code="nl")
    Page.objects.filter(pk=root.pk).update(numchild=0)
    root.refresh_from_db()
    page = add_page(apps, "wagtailcore", "Page", root, "home", "Welcome", nl, uuid.uuid4())
    Site.objects.create(hostname="localhost", port=80, root_page_id=page.pk, is_default_site=True)
    apps.get_model("auth", "Group").objects.filter(name="Legal").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("courses", "0001_initial"),
        ("statements", "0001_initial"),
        ("statistics", "0001_count_pages_per_day"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(make_site, unmake_site)]
