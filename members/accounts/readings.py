from typing import Any

from django.http import HttpRequest

from legal.statements.reports.reading_log import list_readings

SHOWN = 5


def describe_readings(request: HttpRequest) -> dict[str, Any]:
    """For the member's own page: when a colleague looked at their data, and at what. Which colleague stays ours."""
    return {"readings": list(list_readings(request.user)[:SHOWN])}
