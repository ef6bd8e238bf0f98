"""The last line of the log-in: whatever view called `auth.login`, nobody comes in around the stages."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ..models import User
from ..permissions import must_ask_second_factor


def refuse_log_in_around_the_stages(sender: object, request: HttpRequest, user: User, **signal: Any) -> None:
    """Receives `user_logged_in`, before anything else does."""
    if came_in_rightly(user):
        return
    request.session.flush()
    request.user = AnonymousUser()
    raise PermissionDenied("A log-in around the stages.")


def came_in_rightly(user: User) -> bool:
    if not user.is_active or not user.came_through_stages:
        return False
    device = getattr(user, "otp_device", None)
    if device is None:
        return not must_ask_second_factor(user)
    return bool(device.confirmed and device.user_id == user.pk)
