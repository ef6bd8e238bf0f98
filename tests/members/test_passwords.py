"""A password may be anything long that others do not think of first, and it is compared as it was typed."""

import pytest
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError

from home.identity.models import Organisation
from members.accounts.models import User
from tests.factories.accounts import PASSWORD, log_in, make_member
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SANNE = User(first_name="Sanne", last_name="Voorbeeld", email="sanne.voorbeeld@bedrijf.example")
GOOD = [
    "vier eenden op een rij",
    "fietsbel kaasschaaf",
    "werkflippen is leuk op maandag",
    "730192846501",  # figures alone are no reason to refuse
    "κωδικός μου εδώ",
    "🦆🦆🐸🐟🐢🦎🦀🐌🐝🦉🦊🐻",
    "x" * 4 + "correct horse battery staple" * 8,
    "hJ8#kq!2Lm0Zw",
    "            drie spaties            ",
]
TOO_SHORT = ["", "elf teken s", "éé"]
COMMON = ["motherfucker", "Password1234", "p@ssw0rd!2026", "sunshine123456", "!!!welkom01!!!", "1qaz2wsx3edc"]
GUESSABLE = [
    "aaaaaaaaaaaa",
    "123456789012",
    "098765432109876",
    "abcabcabcabc",
    "abcdefghijklmnop",
    "QWERTYUIOPASDF",
    "kaasschkaassch",
    "werkflippen12345",
    "W3rkfl1pp3n!!!!!",
    "welkom bij werkflippen"[:6] + "werkflippen",
    "Wachtwoord!Wachtwoord?",
]
OWN = ["sannevoorbeeld", "Voorbeeld-1987-Sanne", "S@nne.V00rbeeld", "bedrijfsanne12"]


def name_faults(password: str) -> set[str]:
    try:
        password_validation.validate_password(password, SANNE)
    except ValidationError as error:
        return {fault.code for fault in error.error_list}
    return set()


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_of_any_kind_is_welcome(password: str) -> None:
    assert name_faults(password) == set()
    assert check_password(password, make_password(password))


def test_what_we_are_called_today_is_one_of_our_own_words() -> None:
    assert name_faults("Papierboot-2026-x") == set()
    Organisation.objects.update_or_create(defaults={"name": "De Papierboot"})
    assert name_faults("Papierboot-2026-x") == {"password_guessable"}


FAULTS = {
    "password_too_short": TOO_SHORT,
    "password_too_common": COMMON,
    "password_guessable": GUESSABLE,
    "password_too_similar": OWN,
    "password_too_long": ["vier losse woorden " * 53],
}


@pytest.mark.parametrize(
    ("password", "fault"), [(password, fault) for fault, passwords in FAULTS.items() for password in passwords]
)
def test_a_password_that_somebody_guesses_is_refused(password: str, fault: str) -> None:
    assert fault in name_faults(password)


NOT_THE_SAME = {
    "a space behind it": PASSWORD + " ",
    "a space before it": " " + PASSWORD,
    "capitals": PASSWORD.upper(),
    "cut off": PASSWORD[:-1],
}


@pytest.mark.parametrize("typed", NOT_THE_SAME.values(), ids=NOT_THE_SAME.keys())
def test_at_the_log_in_a_password_counts_as_it_is_typed(client: Client, typed: str) -> None:
    make_member()
    assert log_in(client, password=typed).status_code == 422
    make_member("noor@voorbeeld.example", password=typed)
    assert log_in(client, "noor@voorbeeld.example", typed).status_code == 302


def test_two_ways_to_write_a_letter_are_two_passwords(client: Client) -> None:
    make_member(password="drie cafe\u0301s open")
    assert log_in(client, password="drie caf\u00e9s open").status_code == 422
    assert log_in(client, password="drie cafe\u0301s open").status_code == 302


def test_whoever_chooses_a_password_reads_each_rule() -> None:
    assert all(password_validation.password_validators_help_texts())


def test_a_hash_of_a_lower_cost_is_renewed_at_the_log_in(client: Client, settings) -> None:
    person = make_member()
    settings.PASSWORD_HASHERS = ["members.accounts.hashing.MeasuredBCryptSHA256"]
    assert person.password.split("$")[:4] == ["bcrypt_sha256", "", "2b", "04"]
    assert log_in(client).status_code == 302
    person.refresh_from_db()
    assert person.password.split("$")[:4] == ["bcrypt_sha256", "", "2b", "12"]
    assert person.check_password(PASSWORD)
    assert client.get("/account/").status_code == 200


def test_password_managers_are_told_what_each_field_is(client: Client) -> None:
    def list_tokens(path: str) -> dict[str, str]:
        fields = client.get(path).context["form"].fields
        return {name: field.widget.attrs.get("autocomplete", "") for name, field in fields.items()}

    assert list_tokens("/account/login/") == {"login": "username", "password": "current-password"}
    assert list_tokens("/account/login/code/") == {"email": "username"}
    signing_up = list_tokens("/account/signup/")
    assert (signing_up["email"], signing_up["password1"]) == ("email", "new-password")
    client.force_login(make_member())
    changing = {"oldpassword": "current-password", "password1": "new-password", "password2": "new-password"}
    assert list_tokens("/account/password/change/") == changing
    page = client.get("/account/password/change/").content.decode()
    assert page.count('type="password"') == 3
    assert "maxlength" not in page.split("<main")[1]  # a browser would cut off what a manager fills in, without a word
