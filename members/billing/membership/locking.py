"""One change of a membership at a time."""

from __future__ import annotations

from ..models import Order, Subscription


def lock(subscription: Subscription) -> Subscription:
    """As it stands now, with its order, which nobody else changes until the transaction ends."""
    Order.objects.select_for_update().get(pk=subscription.order_id)
    return Subscription.objects.select_related("order__offer").get(pk=subscription.pk)
