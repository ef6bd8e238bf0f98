"""What `manage.py check` says of another program that counts."""

from typing import Any

from cookie_consent.models import Cookie, CookieGroup
from django.core.checks import CheckMessage, Error
from django.db import connection

from legal.cookies.models import CookieDetails
from legal.cookies.purposes import read_purposes

from .providers import Provider, WrongAddress, find_provider

FORM_HINT = "plausible://HOST/SITE or matomo://HOST/NUMBER, such as plausible://plausible.example/werkflippen.example"
DECLARE_HINT = "Name that host in the text of the purpose 'statistics', which everybody reads who is asked."


def check_address(app_configs: Any, **options: Any) -> list[CheckMessage]:
    try:
        find_provider()
    except WrongAddress:
        return [Error("STATISTICS_URL is not an address that we know.", hint=FORM_HINT, id="statistics.E001")]
    return []


def check_provider_is_declared(app_configs: Any, databases: Any = None, **options: Any) -> list[CheckMessage]:
    """Asks the database, and so only for `migrate` and for `check --database default`."""
    try:
        provider = find_provider()
    except WrongAddress:
        return []
    if provider is None or not databases or not has_purposes():
        return []
    return [] if provider.is_declared(read_purposes()) else [refuse(provider)]


def has_purposes() -> bool:
    """A database that is still to be migrated has none."""
    tables = {model._meta.db_table for model in (CookieGroup, Cookie, CookieDetails)}
    return tables <= set(connection.introspection.table_names())


def refuse(provider: Provider) -> Error:
    message = (
        f"STATISTICS_URL lets {provider.name.capitalize()} count, and visitors are not told: the text of the purpose "
        f"'statistics' does not name {provider.host}. It is told nothing, and nothing is counted, until it does."
    )
    return Error(message, hint=DECLARE_HINT, id="statistics.E002")
