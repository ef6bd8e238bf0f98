"""What `manage.py check --deploy` says of the key with which people pay."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_live_key(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """With a test key everybody says themselves that they paid."""
    if not settings.MOLLIE_API_KEY or settings.MOLLIE_API_KEY.startswith("live_"):
        return []
    return [Error("MOLLIE_API_KEY is no live key: what is bought costs nothing.", id="billing.E001")]
