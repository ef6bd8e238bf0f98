"""The public site starts only with everything it needs, and then without one warning of Django's own inspection."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / "deploy" / "environment.example").read_text().splitlines()
    if line and not line.startswith("#")
)
KEYS = ("LEDGER_SIGNING_KEY", "SECRETS_KEY")
EXAMPLE_KEYS = {name: EXAMPLE[name] for name in KEYS}
EXAMPLE |= dict.fromkeys(KEYS, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
REQUIRED = sorted(EXAMPLE.keys() - {"DJANGO_SETTINGS_MODULE"})


def inspect(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    bare = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=ROOT, env=bare | environment, capture_output=True, text=True, timeout=120)


def test_the_example_environment_passes_the_deployment_check() -> None:
    result = inspect(EXAMPLE)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_an_empty_environment_is_refused_and_everything_missing_is_named() -> None:
    result = inspect({"DJANGO_SETTINGS_MODULE": EXAMPLE["DJANGO_SETTINGS_MODULE"]})
    assert result.returncode != 0
    assert [name for name in REQUIRED if f"{name}:" not in result.stderr] == []


@pytest.mark.parametrize("name", REQUIRED)
def test_one_missing_variable_is_named_alone(name: str) -> None:
    result = inspect({key: value for key, value in EXAMPLE.items() if key != name})
    assert result.returncode != 0
    assert [other for other in REQUIRED if f"  {other}:" in result.stderr] == [name]


def test_an_address_without_https_is_refused() -> None:
    result = inspect(EXAMPLE | {"SITE_URL": "http://werkflippen.example"})
    assert result.returncode != 0
    assert "SITE_URL must begin with https://" in result.stderr


@pytest.mark.parametrize("name", KEYS)
def test_the_key_of_the_example_is_refused_because_everybody_knows_it(name: str) -> None:
    result = inspect(EXAMPLE | {name: EXAMPLE_KEYS[name]})
    assert result.returncode != 0
    assert f"Key 1 of {name} is not 64 hexadecimal digits." in result.stderr
    assert EXAMPLE_KEYS[name] not in result.stderr


def read_settings(environment: dict[str, str], *names: str) -> str:
    """What stands in the settings, as Python writes it, or what was said instead."""
    code = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare | environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize(("added", "seconds"), [("", "60"), ("?conn_max_age=0", "0")])
def test_connections_are_kept_a_minute_unless_the_address_of_the_database_says_otherwise(
    added: str, seconds: str
) -> None:
    databases = read_settings(EXAMPLE | {"DATABASE_URL": EXAMPLE["DATABASE_URL"] + added}, "DATABASES")
    assert f"'CONN_MAX_AGE': {seconds}," in databases


COOKIE = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "DOMAIN", "PATH")


def test_the_cookies_of_a_session_and_of_forms_are_tied_to_this_host() -> None:
    names = [f"{cookie}_COOKIE_{part}" for cookie in ("SESSION", "CSRF") for part in COOKIE]
    tied = [True, True, "Lax", None, "/"]
    assert read_settings(EXAMPLE, *names) == str(["__Host-sessionid", *tied, "__Host-csrftoken", *tied])


def test_no_other_host_of_the_domain_can_say_yes_to_cookies_for_somebody() -> None:
    names = ("COOKIE_CONSENT_NAME", "COOKIE_CONSENT_SECURE")
    assert read_settings(EXAMPLE, *names) == str(["__Host-cookie_consent", True])


@pytest.mark.parametrize(("given", "rounds"), [({}, "[12]"), ({"BCRYPT_ROUNDS": "13"}, "[13]")])
def test_the_cost_of_a_password_is_twelve_or_more(given: dict[str, str], rounds: str) -> None:
    assert read_settings(EXAMPLE | given, "BCRYPT_ROUNDS") == rounds
    assert "BCRYPT_ROUNDS must be 12 or more" in read_settings(EXAMPLE | {"BCRYPT_ROUNDS": "11"}, "BCRYPT_ROUNDS")


def test_one_proxy_of_ours_is_believed_and_the_sites_own_counts_are_the_only_ones() -> None:
    assert read_settings(EXAMPLE, "ALLAUTH_TRUSTED_PROXY_COUNT", "ACCOUNT_RATE_LIMITS") == "[1, False]"
