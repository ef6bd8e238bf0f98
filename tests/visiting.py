"""Whoever visits the site in a test."""

from typing import Any

from django.test import Client as DjangoClient
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user

from members.accounts.permissions import works_here
from tests.factories.second_factor import give_app
from tests.pages.recording import record


class Client(DjangoClient):
    """Django's client: one browser, with its own cookies."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        record(response)
        return response

    def force_login(self, user: Any, backend: str | None = None) -> None:
        """Leaves what a log-in through all stages leaves. Who works here gets an app if they have none: without one
        they have no session.
        """
        self.person = user
        device = next(devices_for_user(user), None) or (give_app(user) if works_here(user) else None)
        user.came_through_stages, user.otp_device = True, device
        super().force_login(user, backend)
        del user.came_through_stages, user.otp_device
        if device:
            session = self.session
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
            session.save()

    def log_in_again(self) -> None:
        """As the same person, when a test let more time pass than a session lasts."""
        self.force_login(self.person)
