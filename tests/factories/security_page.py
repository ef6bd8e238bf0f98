"""The page Beveiliging in tests: its addresses, and somebody who may change things there."""

from django.urls import reverse
from django_otp.models import Device

from members.accounts.models import User
from members.accounts.second_factor.kinds import find_kind
from tests.factories.accounts import log_in, make_member, show_who_you_are
from tests.visiting import Client

PAGE = "/account/beveiliging/"


def rename(device: Device) -> str:
    return reverse("accounts:second_factor:rename", args=[find_kind(device).name, device.pk])


def remove(device: Device) -> str:
    return reverse("accounts:second_factor:remove", args=[find_kind(device).name, device.pk])


def let_in(client: Client) -> User:
    """A member who is logged in and just showed who they are; without a second factor."""
    person = make_member()
    log_in(client)
    show_who_you_are(client)
    return person
