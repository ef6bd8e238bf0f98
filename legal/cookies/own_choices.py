"""What a member sees of their own choices, beside what they agreed to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .describing import describe_choice, name_purposes
from .models import CookieChoice

MOST_SHOWN = 20


def show_own_choices(request: HttpRequest) -> dict[str, Any]:
    """Those made while logged in: of others nobody knows whose they are."""
    own = CookieChoice.objects.filter(person__user=request.user.pk).select_related("wording").order_by("-chosen_at")
    newest = list(own[: MOST_SHOWN + 1])
    names = name_purposes() if newest else {}
    return {
        "choices": [describe_choice(choice, names) for choice in newest[:MOST_SHOWN]],
        "is_cut_off": len(newest) > MOST_SHOWN,
    }
