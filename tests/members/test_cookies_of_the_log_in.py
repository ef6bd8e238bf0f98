"""The cookies of production, as they leave the site."""

import pytest

from tests.factories.accounts import log_in, make_member
from tests.visiting import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def _as_in_production(settings) -> None:
    """The values that `tests/test_production_settings.py` finds there."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"


@pytest.mark.usefixtures("_as_in_production")
def test_every_cookie_meets_what_its_name_promises_the_browser(client: Client) -> None:
    make_member()
    cookies = {**client.get("/account/login/", secure=True).cookies}
    cookies |= log_in(client, secure=True).cookies
    assert {"__Host-sessionid", "__Host-csrftoken"} == cookies.keys()
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.get("/account/", secure=True).status_code == 200
