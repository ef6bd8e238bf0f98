"""With which key people pay on a public site, and what a site does without one."""

from typing import Any

import pytest
from django.core.checks import run_checks

from members.billing.models import Order
from members.billing.payment_provider import ProviderUnavailable, delete_customer
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import DETAILS
from tests.visiting import Client


@pytest.mark.parametrize(("key", "is_wrong"), [("test_abc", True), ("live_abc", False), ("", False)])
def test_a_public_site_with_a_test_key_is_told_that_nobody_pays(settings: Any, key: str, is_wrong: bool) -> None:
    settings.MOLLIE_API_KEY = key
    found = {error.id for error in run_checks(include_deployment_checks=True, tags=["payments"])}
    assert ("billing.E001" in found) == is_wrong
    assert "billing.E001" not in {error.id for error in run_checks(tags=["payments"])}


@pytest.mark.django_db
@pytest.mark.one_database
def test_without_a_key_nobody_owes_what_they_cannot_pay(settings: Any, client: Client) -> None:
    settings.MOLLIE_API_KEY = ""
    make_membership()
    client.force_login(make_person())
    assert client.post("/bestellen/lid-month/", DETAILS).status_code == 409
    assert not Order.objects.exists()


def test_a_key_that_is_none_is_not_written_into_the_log(settings: Any) -> None:
    settings.MOLLIE_API_KEY = "secret"
    with pytest.raises(ProviderUnavailable) as refusal:
        delete_customer("cst_abc")
    assert "secret" not in str(refusal.value)
