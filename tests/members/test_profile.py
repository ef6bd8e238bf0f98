"""Members correct what their account says about them, and choose the language in which they are written to."""

import pytest

from members.accounts.models import User
from tests.factories.accounts import log_in, make_member, sign_up
from tests.factories.statements import publish_version
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/account/profiel/"
ONE_LINE = "Schrijf je naam op één regel, zonder bijzondere tekens."
TOO_LONG = "Zorg dat deze waarde niet meer dan 80 tekens bevat (het zijn er nu {})."
RIGHT = {"first_name": "Sanne Fleur", "last_name": "van 't Voorbeeld", "language": "nl"}


@pytest.fixture
def member(client: Client) -> User:
    person = make_member()
    client.force_login(person)
    return person


def read_person(person: User) -> tuple[str, str, str]:
    return User.objects.values_list("first_name", "last_name", "language").get(pk=person.pk)


def test_a_member_corrects_every_field(client: Client, member: User) -> None:
    assert read_form(client.get(ADDRESS), ADDRESS).fields["last_name"] == "Voorbeeld"
    page = client.post(ADDRESS, RIGHT | {"language": "en"}, follow=True)
    assert page.redirect_chain == [("/en/account/profiel/", 302)]
    assert "Your profile has been saved." in page.content.decode()
    assert read_person(member) == ("Sanne Fleur", "van 't Voorbeeld", "en")
    assert client.post(ADDRESS, RIGHT | {"language": "en"}).status_code == 302, "twice is no problem"


def test_who_chose_english_comes_to_the_english_page_when_they_log_in(client: Client) -> None:
    make_member(language="en")
    assert log_in(client)["Location"] == "/en/account/"


def test_the_language_is_at_first_that_of_the_sign_up(client: Client) -> None:
    publish_version("privacy")
    publish_version("terms")
    assert sign_up(client, "/en/account/signup/").status_code == 302
    assert User.objects.get().language == "en"


NAMES = ["Bjørk", "Nguyễn", "李", "O’Neill-de Vries", "نگارش\u200cها", "<b>Sanne</b>", "Ѕаnnе"]  # the last is Cyrillic


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_be_written_in_any_script(client: Client, member: User, name: str) -> None:
    page = client.post(ADDRESS, RIGHT | {"first_name": name}, follow=True).content.decode()
    assert read_person(member)[0] == name
    assert "<b>Sanne</b>" not in page


FAULTS = [
    ("first_name", "", "Vul je voornaam in."),
    ("last_name", "   ", "Vul je achternaam in."),
    ("first_name", "x" * 81, TOO_LONG.format(81)),
    ("last_name", "x" * 5000, TOO_LONG.format(5000)),
    ("first_name", "San\0ne", "Null-tekens zijn niet toegestaan."),
    ("first_name", "Sanne\naccount: 1", ONE_LINE),
    ("last_name", "Voorbeeld\u2028x", ONE_LINE),
    ("last_name", "\u202edleebrooV", ONE_LINE),  # turns around whatever stands behind it
    ("first_name", "San\u200bne", ONE_LINE),  # a space of no width
    ("first_name", "\ue000", ONE_LINE),  # of nobody's alphabet
    ("language", "", "Kies een taal."),
    ("language", "de", "Kies een taal."),
]


@pytest.mark.parametrize(("field", "value", "message"), FAULTS)
def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(client, member, field, value, message) -> None:
    before = read_person(member)
    response = client.post(ADDRESS, RIGHT | {field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert message in response.context["form"].errors[field]
    assert response.context["request"].user.first_name == "Sanne"
    assert read_person(member) == before


def test_nothing_else_of_the_account_can_be_changed_along(client: Client, member: User) -> None:
    other = make_member("joost@voorbeeld.example", first_name="Joost")
    more = {
        "is_superuser": "on",
        "email": "x@y.example",
        "id": other.pk,
        "pk": other.pk,
        "is_active": "",
        "groups": "1",
    }
    assert client.post(ADDRESS, RIGHT | more).status_code == 302
    after = User.objects.get(pk=member.pk)
    assert (after.is_superuser, after.is_active, after.email) == (False, True, "sanne@voorbeeld.example")
    assert User.objects.get(pk=other.pk).first_name == "Joost"


@pytest.mark.parametrize("path", [ADDRESS, "/account/meldingen/", "/account/email/"])
def test_a_visitor_is_asked_to_log_in_and_other_methods_are_refused(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path, RIGHT)):
        assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={path}")
    client.force_login(make_member())
    assert client.delete(path).status_code == 405
    assert "no-store" in client.get(path)["Cache-Control"]
