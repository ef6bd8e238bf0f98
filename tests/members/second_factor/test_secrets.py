"""What is kept of a second factor cannot be read from the database, and the key that encrypts it can be changed."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from members.accounts.models import AuthenticatorApp, RecoveryCodes
from members.accounts.sealing import Unreadable, seal, unseal
from tests.factories.accounts import enter_code, log_in, make_member
from tests.factories.second_factor import KEY, give_app, give_recovery_codes, show_code
from tests.visiting import Client

OLD, NEW = "5e" * 32, "a7" * 32


def test_what_is_sealed_opens_for_its_purpose_only() -> None:
    sealed = seal("geheim", "key of 1")
    assert "geheim" not in sealed
    assert unseal(sealed, "key of 1") == "geheim"
    for purpose, text in (("key of 2", sealed), ("key of 1", sealed[:-3] + "AA="), ("key of 1", ""), ("key of 1", "é")):
        with pytest.raises(Unreadable):
            unseal(text, purpose)


def test_what_is_sealed_for_a_while_opens_no_longer(time_machine) -> None:
    sealed = seal("geheim", "key of 1")
    time_machine.shift(61)
    assert unseal(sealed, "key of 1", seconds=90) == "geheim"
    with pytest.raises(Unreadable):
        unseal(sealed, "key of 1", seconds=60)


@pytest.mark.parametrize("keys", [[], ["kort"], [OLD, "zz" * 32], [OLD[:-1]]])
def test_without_a_good_key_nothing_is_sealed_and_no_key_is_repeated(settings, keys: list[str]) -> None:
    settings.SECRETS_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="SECRETS_KEY") as refusal:
        seal("geheim", "key of 1")
    assert not any(key in str(refusal.value) for key in keys)


@pytest.mark.django_db
def test_neither_keys_nor_codes_stand_in_the_database_as_they_are() -> None:
    person = make_member()
    app, codes = give_app(person), give_recovery_codes(person)
    kept = str(list(AuthenticatorApp.objects.values()) + list(RecoveryCodes.objects.values()))
    assert app.get_key() == KEY
    assert [secret for secret in (KEY.hex(), KEY.decode(), *codes) if secret in kept] == []


@pytest.mark.django_db
def test_after_a_change_of_the_key_all_codes_work_without_the_old_one(settings, client: Client, capsys) -> None:
    person = make_member()
    give_app(person)
    code = give_recovery_codes(person)[0]
    settings.SECRETS_KEYS = [NEW, OLD]
    call_command("reseal_secrets")
    settings.SECRETS_KEYS = [NEW]
    log_in(client)
    assert enter_code(client, show_code()).status_code == 302
    client.post("/account/logout/")
    log_in(client)
    assert enter_code(client, code).status_code == 302


@pytest.mark.django_db
def test_with_the_wrong_key_no_code_works_and_the_command_says_so(settings, client: Client, capsys, caplog) -> None:
    app = give_app(make_member())
    settings.SECRETS_KEYS = [NEW]
    log_in(client)
    assert enter_code(client, show_code()).status_code == 422
    assert f"opens device accounts.authenticatorapp/{app.pk}" in caplog.text
    with pytest.raises(SystemExit):
        call_command("reseal_secrets")
    assert f"No key of SECRETS_KEY opens authenticator-app {app.pk}." in capsys.readouterr().err
