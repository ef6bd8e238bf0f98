"""With which key people pay on a public site."""

from typing import Any

import pytest
from django.core.checks import run_checks


@pytest.mark.parametrize(("key", "is_wrong"), [("test_abc", True), ("live_abc", False), ("", False)])
def test_a_public_site_with_a_test_key_is_told_that_nobody_pays(settings: Any, key: str, is_wrong: bool) -> None:
    settings.MOLLIE_API_KEY = key
    found = {error.id for error in run_checks(include_deployment_checks=True, tags=["payments"])}
    assert ("billing.E001" in found) == is_wrong
    assert "billing.E001" not in {error.id for error in run_checks(tags=["payments"])}
