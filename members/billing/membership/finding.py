"""The membership that an address names, for who has it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ..models import Subscription


def find_own(request: HttpRequest, key: UUID) -> Subscription:
    """404 for what is of somebody else, as for what is not there."""
    own = Subscription.objects.of(request.user).select_related("order__offer", "user")
    subscription: Subscription = get_object_or_404(own, order__key=key)
    return subscription
