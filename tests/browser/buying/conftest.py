"""A shop whose payments go to the sandbox, and a window of somebody in it without JavaScript."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from home.identity.models import Organisation
from legal.statements.models import Version
from members.accounts.models import User
from members.billing.sandbox.running import Sandbox
from tests.browser.windows import Window, open_window
from tests.factories.invoices import fill_in_issuer
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

# Playwright's loop runs in this thread, where Django would refuse to ask the database, also when it takes it down.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def sandbox(settings: Any, live_server: LiveServer) -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = sandbox.address, sandbox.key
        settings.SITE_URL = live_server.url
        yield sandbox


@pytest.fixture
def shop(sandbox: Sandbox) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"email": "hallo@werkflippen.example"})
    fill_in_issuer()
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")
    make_membership(most_seats=10, trial_days=14)


@pytest.fixture
def window(chromium: Browser, live_server: LiveServer) -> Iterator[Window]:
    window = open_window(chromium, live_server.url, javascript=False)
    yield window
    window.context.close()


@pytest.fixture
def member(shop: None, window: Window, settings: Any) -> User:
    """Who logged in, in the window, and answered what is asked."""
    person = make_person()
    for version, act in zip(Version.objects.order_by("pk"), ("acknowledge", "accept"), strict=True):
        answer(person, version, act)
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": window.address}
    window.context.add_cookies([cookie])  # type: ignore[list-item]
    return person
