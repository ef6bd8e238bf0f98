"""The member's own page: what they booked, and where they wait."""

from typing import Any

from django.http import HttpRequest

from .listing import list_bookings


def describe_my_sessions(request: HttpRequest) -> dict[str, Any]:
    return {"rows": list_bookings(request.user)}
