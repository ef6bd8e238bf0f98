"""Previews as somebody else: the page is rendered as if a persona had asked for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from members.membership.personas import Persona, find_persona


def look_as(request: Any, mode: str) -> Persona:
    """Everything that asks who is looking gets the persona; only the content checker asks for the editor."""
    request.previewed_by = getattr(request, "user", None)
    request.user = find_persona(mode)
    request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # what waits for the editor is not for the persona
    return request.user


def find_editor(request: HttpRequest) -> Any:
    """Who asked for this preview in the editor; None anywhere else."""
    return getattr(request, "previewed_by", None)
