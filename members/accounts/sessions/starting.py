"""What a session knows of the log-in that it began with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ..limits import MEMBER, STAFF, Lifetime
from ..models import User
from ..permissions import works_here
from .devices import describe_device

KEY = "logged_in"


@dataclass(frozen=True)
class LogIn:
    at: datetime
    lifetime: Lifetime
    browser: str
    system: str


def note_log_in(request: HttpRequest, user: User, **signal: Any) -> None:
    """Receives `user_logged_in`: from here on the time of the session runs."""
    browser, system = describe_device(request.headers.get("User-Agent", ""))
    at = timezone.now().timestamp()
    request.session[KEY] = {"at": at, "staff": works_here(user), "browser": browser, "system": system}


def read_log_in(content: dict[str, Any]) -> LogIn | None:
    """None for somebody who has not logged in (yet)."""
    noted = content.get(KEY)
    if noted is None:
        return None
    lifetime = STAFF if noted["staff"] else MEMBER
    return LogIn(datetime.fromtimestamp(noted["at"], UTC), lifetime, noted["browser"], noted["system"])
