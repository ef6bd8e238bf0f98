"""Only owners change accounts in the admin, and even they not everything; every new role is on record."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import ModelLogEntry

from members.accounts.models import User
from tests.factories.people import make_colleague, make_person
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> User:
    person = make_colleague("Owners", "olga@voorbeeld.example")
    client.force_login(person)
    return person


def change(client: Client, person: User, **answers: object) -> int:
    path = f"/admin/users/edit/{person.pk}/"
    names = {"email": person.email, "first_name": person.first_name, "last_name": person.last_name, "is_active": "on"}
    return client.post(path, names | answers).status_code


def find_group(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def test_an_owner_gives_a_colleague_a_role_and_it_is_on_record(client, owner, django_capture_on_commit_callbacks):
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        assert change(client, person, groups=[find_group("Support")]) == 302
    assert [group.name for group in person.groups.all()] == ["Support"]
    entry = ModelLogEntry.objects.get(action="accounts.role_given", object_id=str(person.pk))
    assert (entry.user, entry.data["roles"], entry.label) == (owner, ["Support"], f"account {person.pk}")
    letters = [letter for letter in mail.outbox if letter.subject == "Een rol in het beheer is veranderd"]
    assert {address for letter in letters for address in letter.to} == {person.email, owner.email}
    assert all(f"account {person.pk} een rol: Support" in letter.body for letter in letters)
    assert not any(person.first_name in letter.body for letter in letters)


def test_a_role_that_is_taken_away_is_on_record_and_the_same_again_is_not(client, owner):
    person = make_colleague("Support", "sam@voorbeeld.example")
    for _ in range(2):
        change(client, person)
    assert not person.groups.exists()
    assert ModelLogEntry.objects.filter(action="accounts.role_taken").count() == 1


@pytest.mark.parametrize("road", ["group", "clear", "set"])
def test_no_road_to_a_role_passes_the_log(road):
    person, group = make_person(), Group.objects.get(name="Legal")
    group.user_set.add(person)
    if road == "clear":
        group.user_set.clear()
    elif road == "set":
        person.groups.set([])
    assert ModelLogEntry.objects.filter(action="accounts.role_given").count() == 1
    assert ModelLogEntry.objects.filter(action="accounts.role_taken").count() == (0 if road == "group" else 1)


def test_nobody_becomes_an_administrator_in_the_admin(client, owner):
    person = make_person()
    change(client, person, is_superuser="on")
    client.post(
        "/admin/users/new/",
        {"email": "Nieuw@voorbeeld.example", "first_name": "N", "last_name": "N", "is_superuser": "on"},
    )
    assert User.objects.filter(email="nieuw@voorbeeld.example").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_owner_changes_no_address_and_no_password(client, owner):
    person = make_person()
    assert change(client, person, email="ander@voorbeeld.example", password1="x" * 20, password2="x" * 20) == 302
    person.refresh_from_db()
    assert (person.email, person.has_usable_password()) == ("sanne@voorbeeld.example", False)
    assert "password1" not in read_form(client.get("/admin/users/new/"), "/admin/users/new/").fields


def test_an_owner_keeps_their_own_roles(client, owner):
    assert change(client, owner, groups=[]) == 302
    assert [group.name for group in owner.groups.all()] == ["Owners"]


def test_an_owner_does_not_close_the_account_of_an_administrator(client, owner):
    boss = make_person("baas@voorbeeld.example", is_superuser=True)
    path = f"/admin/users/edit/{boss.pk}/"
    client.post(path, {"first_name": "B", "last_name": "B"})
    boss.refresh_from_db()
    assert boss.is_active


@pytest.mark.parametrize("act", ["assign_role", "delete", "set_active_state"])
def test_accounts_are_changed_one_at_a_time(client, owner, act):
    person = make_person()
    address = f"/admin/bulk/accounts/user/{act}/?id={person.pk}"
    for response in (client.get(address), client.post(address, {"role": find_group("Owners")})):
        assert response.status_code == 404
    assert not person.groups.exists()


@pytest.mark.parametrize("role", ["Editors", "Legal", "Support", "Finance", "Moderators"])
def test_no_other_colleague_changes_or_sees_accounts(client, role):
    person = make_person()
    client.force_login(make_colleague(role))
    assert change(client, person, groups=[find_group("Owners")]) == 302
    assert not person.groups.exists()
    assert person.email not in client.get("/admin/users/", follow=True).content.decode()
