"""Six roles by need to know: after every migrate each has exactly its rights, and the admin cannot change that."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils.html import escape
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, WorkflowTask

from members.accounts.roles import ROLES
from tests.factories.people import make_colleague, make_person
from tests.visiting import Client

pytestmark = pytest.mark.django_db

# Who holds what, told apart from the file that gives it: a right that comes or goes there is looked at here again.
WRITERS, HELPERS, LAWYERS = {"Editors", "Owners"}, {"Support", "Owners"}, {"Legal", "Owners"}
HOLDERS: dict[str, set[str]] = {
    "wagtailadmin.access_admin": set(ROLES),
    **dict.fromkeys((f"accounts.{act}_user" for act in ("add", "change", "view")), {"Owners"}),
    **dict.fromkeys(("auth.view_group", "identity.change_organisation"), {"Owners"}),
    **dict.fromkeys(("statements.change_publicationrules", "statements.delete_document"), {"Owners"}),
    **dict.fromkeys(
        (f"wagtailcore.{act}_{what}" for act in ("add", "change") for what in ("task", "workflow")), {"Owners"}
    ),
    **dict.fromkeys((f"wagtailcore.{act}_collection" for act in ("add", "change", "delete")), {"Owners"}),
    "accounts.add_childact": HELPERS,
    **dict.fromkeys((f"accounts.{act}_accountrecovery" for act in ("view", "add", "change")), HELPERS),
    **dict.fromkeys(("membership.add_grant", "membership.change_grant", "courses.view_booking"), HELPERS),
    "membership.view_grant": HELPERS | {"Finance"},
    "membership.see_behind_gate": WRITERS,
    "membership.add_offer": WRITERS,
    **dict.fromkeys(("membership.change_offer", "membership.view_offer"), WRITERS | {"Finance"}),
    **dict.fromkeys(("invoicing.view_invoice", "invoicing.change_invoicingrules"), {"Finance", "Owners"}),
    **dict.fromkeys(("billing.add_coupon", "billing.change_coupon"), WRITERS),
    "billing.view_coupon": WRITERS | {"Finance"},
    **dict.fromkeys(("billing.view_order", "billing.change_order"), {"Finance", "Owners"}),
    **dict.fromkeys((f"courses.{act}_livesession" for act in ("add", "change", "delete", "publish")), WRITERS),
    **dict.fromkeys(("courses.lock_livesession", "courses.unlock_livesession"), WRITERS),
    "courses.view_livesession": WRITERS | HELPERS,
    **dict.fromkeys((f"wagtailimages.{act}_image" for act in ("add", "change", "choose")), WRITERS),
    **dict.fromkeys((f"wagtaildocs.{act}_document" for act in ("add", "change", "choose")), WRITERS),
    **dict.fromkeys(("wagtailmedia.add_media", "wagtailmedia.change_media"), WRITERS),
    **dict.fromkeys((f"pages.{act}_footer" for act in ("change", "publish", "view")), WRITERS),
    **dict.fromkeys((f"wagtailredirects.{act}_redirect" for act in ("add", "change", "delete", "view")), WRITERS),
    "statistics.view_dailycount": WRITERS | {"Finance"},
    "held_back.view_heldback": LAWYERS,
    "wagtail_localize.submit_translation": WRITERS | LAWYERS,
    **dict.fromkeys(("statements.view_act", "statements.add_act"), LAWYERS),
    **dict.fromkeys((f"statements.{act}_document" for act in ("view", "add", "change")), LAWYERS),
    **{
        f"cookie_consent.{act}_{row}": LAWYERS
        for act in ("view", "add", "change", "delete")
        for row in ("cookie", "cookiegroup")
    },
}
WRITE = {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
BRANCHES = {"Editors": {"home", "home-en"}, "Legal": {"juridisch", "legal"}}
BRANCHES["Owners"] = BRANCHES["Editors"] | BRANCHES["Legal"]


def read_rights(group: Group) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    rights = group.permissions.values_list("content_type__app_label", "codename")
    pages = group.page_permissions.values_list("page__content_type__model", "permission__codename")
    files = group.collection_permissions.values_list("permission__content_type__app_label", "permission__codename")
    return {f"{a}.{c}" for a, c in rights}, set(pages), {f"{a}.{c}" for a, c in files}


def list_everything() -> dict[str, object]:
    return {group.name: read_rights(group) for group in Group.objects.all()}


def test_the_groups_are_the_six_roles() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("name", ROLES)
def test_a_role_has_its_rights_and_no_others(name: str) -> None:
    role = ROLES[name]
    rights, pages, files = read_rights(Group.objects.get(name=name))
    assert rights == role.rights
    assert pages == {(kind.split(".")[1], right) for kind, codenames in role.pages.items() for right in codenames}
    assert files == role.files


def test_every_right_is_held_by_who_needs_it_and_by_nobody_else() -> None:
    held: dict[str, set[str]] = {}
    for group in Group.objects.all():
        rights, _pages, files = read_rights(group)
        for right in rights | files:
            held.setdefault(right, set()).add(group.name)
    assert held == HOLDERS


@pytest.mark.parametrize("name", ROLES)
def test_a_role_reaches_its_own_branches_of_the_tree(name: str) -> None:
    rights = GroupPagePermission.objects.filter(group__name=name).values_list("page__slug", "permission__codename")
    held = {(slug, right) for slug in BRANCHES.get(name, set()) for right in WRITE}
    if name == "Owners":
        held |= {(slug, "bulk_delete_page") for slug in BRANCHES["Editors"]}
    assert set(rights) == held


def test_every_right_that_a_role_names_exists() -> None:
    known = {f"{app}.{code}" for app, code in Permission.objects.values_list("content_type__app_label", "codename")}
    on_pages = {f"wagtailcore.{code}" for role in ROLES.values() for codes in role.pages.values() for code in codes}
    named = {right for role in ROLES.values() for right in role.rights | role.files} | on_pages
    assert named - known == set()


def test_the_next_migrate_takes_what_is_too_much_and_gives_what_is_missing() -> None:
    before, support = list_everything(), Group.objects.get(name="Support")
    support.permissions.add(Permission.objects.get(codename="change_user"))
    support.permissions.remove(Permission.objects.get(codename="add_grant"))
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(
        group=support, page=root, permission=Permission.objects.get(codename="publish_page")
    )
    GroupCollectionPermission.objects.all().delete()
    Group.objects.get(name="Finance").delete()
    call_command("migrate", verbosity=0)
    assert list_everything() == before


def test_a_migrate_that_finds_all_well_writes_nothing(django_assert_max_num_queries) -> None:
    before = list(GroupPagePermission.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(400):
        call_command("migrate", verbosity=0)
    assert list(GroupPagePermission.objects.values_list("pk", flat=True)) == before


def test_a_group_that_somebody_made_at_the_server_is_left_alone() -> None:
    group = Group.objects.create(name="Test")
    group.permissions.add(Permission.objects.get(codename="add_grant"))
    call_command("migrate", verbosity=0)
    assert read_rights(group)[0] == {"membership.add_grant"}


def test_courses_are_reviewed_by_editors_and_legal_texts_by_the_legal_team_and_all_by_owners() -> None:
    steps = {step.workflow.name: step.task.specific for step in WorkflowTask.objects.all()}
    groups = {name: sorted(group.name for group in task.groups.all()) for name, task in steps.items()}
    assert groups == {"Eindredactie": ["Editors", "Owners"], "Juridische controle": ["Legal", "Owners"]}


def test_no_role_has_a_right_on_the_whole_tree() -> None:
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()


@pytest.mark.parametrize("who", ["Owners", "superuser"])
@pytest.mark.parametrize("act", ["add", "edit", "delete"])
def test_nobody_changes_a_role_in_the_admin(client: Client, who: str, act: str) -> None:
    before = list_everything()
    client.force_login(make_person(is_superuser=True) if who == "superuser" else make_colleague(who))
    number = Group.objects.get(name="Support").pk
    path = "/admin/groups/new/" if act == "add" else f"/admin/groups/{act}/{number}/"
    response = client.post(path, {"name": "Meer", "permissions": ["1"]})
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert list_everything() == before


def test_owners_read_what_each_role_is_for(client: Client) -> None:
    client.force_login(make_colleague("Owners"))
    page = client.get("/admin/groups/").content.decode()
    assert all(str(escape(role.why)) in page for role in ROLES.values())


def test_no_field_anywhere_asks_or_keeps_how_old_somebody_is() -> None:
    words = {"birth", "birthday", "birthdate", "geboorte", "geboortedatum", "age", "leeftijd", "dob"}
    fields = [f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()]
    assert [field for field in fields if words & set(field.split(".")[-1].lower().split("_"))] == []
