"""Who may open which legal address of the admin. For everybody else it does not exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.resolvers import RegexPattern

from legal.statements.models import Act, Document, LegalPage, StaffReading, Version
from members.accounts.models import User
from tests.factories.people import make_colleague, make_person, make_support
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db

SEE, ACT, WRITE, NAME, REMOVE = "see evidence", "act for people", "write texts", "name documents", "remove documents"


@dataclass(frozen=True)
class Place:
    """What the addresses are about: one version, somebody's answer to it, and the page it comes from."""

    version: Version
    act: Act
    page: LegalPage

    @property
    def document(self) -> Document:
        return self.version.document

    @property
    def person(self) -> User:
        return self.act.subject.user


Arguments = Callable[[Place], list[Any]]
NOTHING: Arguments = lambda place: []  # noqa: E731
PERSON: Arguments = lambda place: [place.person.pk]  # noqa: E731
PAGE: Arguments = lambda place: [place.page.pk]  # noqa: E731
VERSION: Arguments = lambda place: [place.version.pk]  # noqa: E731
DOCUMENT: Arguments = lambda place: [place.document.pk]  # noqa: E731
REPORTS = [
    f"statements_{name}{part}" for name in ("versions", "acts", "pending", "readings") for part in ("", "_results")
]
# Every legal address of the admin, which right it asks for, and what it is about.
MATRIX: dict[str, tuple[str, Arguments]] = {
    **dict.fromkeys(REPORTS, (SEE, NOTHING)),
    "cookies_choice_counts": (SEE, NOTHING),
    "cookies_choice_counts_results": (SEE, NOTHING),
    "statements_people": (SEE, NOTHING),
    "cookies_choice": (SEE, NOTHING),
    "statements_person": (SEE, PERSON),
    "statements_version": (SEE, VERSION),
    "statements_act_receipt_pdf": (SEE, lambda place: [place.act.entry]),
    "statements_act_receipt_json": (SEE, lambda place: [place.act.entry]),
    "statements_bundle_person": (SEE, PERSON),
    "statements_bundle_version": (SEE, VERSION),
    "statements_act_for": (ACT, PERSON),
    "statements_prepare": (WRITE, PAGE),
    "statements_documents:index": (NAME, NOTHING),
    "statements_documents:index_results": (NAME, NOTHING),
    "statements_documents:add": (NAME, NOTHING),
    "statements_documents:edit": (NAME, DOCUMENT),
    "statements_documents:delete": (REMOVE, DOCUMENT),
    "statements_documents:usage": (NAME, DOCUMENT),
    "statements_documents:history": (NAME, DOCUMENT),
    "statements_documents:history_results": (NAME, DOCUMENT),
}


def list_names(resolver: URLResolver, inside: str = "") -> Iterator[str]:
    """The names of the legal team's addresses below this one, as `reverse` knows them."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from list_names(pattern, f"{inside}{pattern.namespace}:" if pattern.namespace else inside)
        elif isinstance(pattern, URLPattern) and f"{inside}{pattern.name}".startswith(("statements_", "cookies_")):
            yield f"{inside}{pattern.name}"


def find_forgotten(names: set[str]) -> set[str]:
    return names ^ set(MATRIX)


@pytest.fixture
def place() -> Place:
    version = publish_version()
    act = answer(make_person("kim@voorbeeld.example"), version)
    return Place(version, act, LegalPage.objects.get())


def let_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def make_holder(*rights: str) -> User:
    """A colleague with these rights and no group that we made."""
    person = make_person("recht@voorbeeld.example")
    group = Group.objects.create(name="Een recht")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *rights]))
    person.groups.add(group)
    return person


def try_address(client: Client, name: str, place: Place) -> tuple[int, int]:
    """The statuses of opening it and of sending something to it."""
    address = reverse(name, args=MATRIX[name][1](place))
    opened, sent = client.get(address), client.post(address)
    for response in (opened, sent):
        response.getvalue()  # what is sent in pieces is closed at its end
    return opened.status_code, sent.status_code


def list_opened(client: Client, place: Place) -> set[str]:
    """The rights that this person turns out to have; each address of a right must agree on it."""
    return {MATRIX[name][0] for name in MATRIX if try_address(client, name, place) != (404, 404)}


def test_every_legal_address_stands_in_the_matrix():
    assert find_forgotten(set(list_names(get_resolver()))) == set()


def test_a_new_address_that_nobody_put_there_is_noticed():
    def show(request: Any) -> None: ...

    planted = [path("a/", show, name="statements_planted"), path("b/", show, name="other")]
    assert find_forgotten({*MATRIX, *list_names(URLResolver(RegexPattern(""), planted))}) == {"statements_planted"}


def test_a_visitor_is_sent_to_the_log_in(place: Place):
    for name, (_right, arguments) in MATRIX.items():
        address = reverse(name, args=arguments(place))
        for response in (let_in(None).get(address), let_in(None).post(address)):
            assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={address}"), name


@pytest.mark.parametrize("role", ["member", "editor", "moderator", "support"])
def test_for_everybody_without_the_right_no_legal_address_exists(place: Place, role: str):
    client = let_in(
        {
            "member": make_person,
            "editor": lambda: make_colleague("Editors"),
            "moderator": lambda: make_colleague("Moderators"),
            "support": make_support,
        }[role]()
    )
    for name in MATRIX:
        assert try_address(client, name, place) == (404, 404), name
    for export in ("csv", "xlsx"):
        for name in REPORTS:
            assert client.get(reverse(name), {"export": export}).status_code == 404
    assert not StaffReading.objects.exists()
    assert Act.objects.count() == 1


@pytest.mark.parametrize("role", ["legal", "owner"])
def test_the_legal_team_and_owners_open_every_address(place: Place, role: str):
    person = make_colleague("Legal") if role == "legal" else make_person("baas@voorbeeld.example", is_superuser=True)
    for name, (right, arguments) in MATRIX.items():
        response = let_in(person).get(reverse(name, args=arguments(place)))
        if (role, right) == ("legal", REMOVE):
            assert response.status_code == 404
        else:
            assert response.status_code in (200, 302, 405), name
            assert response.get("Location", "/admin/legal/").startswith("/admin/legal/"), name


def test_closing_an_account_closes_every_address(place: Place):
    person = make_colleague("Legal")
    client = let_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    for name, (_right, arguments) in MATRIX.items():
        assert client.get(reverse(name, args=arguments(place))).status_code in (302, 404), name


@pytest.mark.parametrize(
    ("rights", "opened"),
    [
        ((), set()),
        (("view_act",), {SEE}),
        (("add_act",), {ACT}),
        (("view_act", "add_act"), {SEE, ACT}),
        (("change_user", "view_user"), set()),
    ],
)
def test_one_right_opens_no_more_than_it_says(place: Place, rights: tuple[str, ...], opened: set[str]):
    assert list_opened(let_in(make_holder(*rights)), place) == opened


def test_addresses_of_what_is_not_there_are_not_there(place: Place):
    client = let_in(make_colleague("Legal"))
    for name in (
        "statements_person",
        "statements_version",
        "statements_act_for",
        "statements_prepare",
        "statements_bundle_person",
        "statements_bundle_version",
    ):
        for number in (999, 10**30):
            address = reverse(name, args=[number])
            assert client.get(address).status_code in (404, 405), address
            assert client.post(address).status_code in (404, 405), address
