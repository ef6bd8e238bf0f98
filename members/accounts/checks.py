"""What `manage.py check` says of the keys that encrypt what accounts keep."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from .sealing import read_keys


def check_keys(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Malformed keys; with none at all, commands that seal nothing still run."""
    return find_wrong_keys() if settings.SECRETS_KEYS else []


def check_key_is_there(app_configs: Any, **options: Any) -> list[CheckMessage]:
    return [] if settings.SECRETS_KEYS else find_wrong_keys()


def find_wrong_keys() -> list[CheckMessage]:
    try:
        read_keys()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="accounts.E001")]
    return []
