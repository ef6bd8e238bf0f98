"""A gift that was paid: it gets its code, shows it once, and gets another when that one was lost."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from ..balance import Span, is_settled, list_entries, list_spans
from ..calendar import add_months
from ..models import Gift, Order
from ..telling import tell
from .codes import hash_code, is_own, make_code

# A claim to what was paid for lapses after five years (art. 3:307(1) BW). A shorter life for a gift would be a term
# that burdens a consumer unreasonably (art. 6:233(a) BW); a longer one the law does not ask for.
LIFE_MONTHS = 60


def keep_gift(order: Order) -> None:
    """A gift that is paid has a code. Run it under the lock of the order."""
    if order.way != Order.Way.GIFT or not is_paid(order):
        return
    gift, _made = Gift.objects.get_or_create(order=order)
    if gift.code_hash is None:
        gift.code_hash = hash_code(make_code(gift))
        gift.lapses_on = add_months(timezone.localdate(), LIFE_MONTHS)
        gift.save(update_fields=["code_hash", "lapses_on"])
        tell(order, "gift", about=str(gift.seed))


def is_paid(order: Order) -> bool:
    """Now, and not given back or taken back since."""
    charge = order.charges.filter(number=1, dropped_at=None).first()
    if charge is None or not is_settled(charge):
        return False
    spans = [Span(timezone.now())] if charge.cents == 0 else list(list_spans(charge, list_entries(charge)))
    return bool(spans) and spans[-1].end is None


class AlreadyShown(Exception):
    """On the page, once: it is in the mail as well."""


class AlreadyRedeemed(Exception):
    """Somebody used it."""


@transaction.atomic
def show_code(*, order: Order) -> str:
    """Raises AlreadyShown and AlreadyRedeemed, and Gift.DoesNotExist when there is none yet."""
    Order.objects.select_for_update().get(pk=order.pk)
    gift = Gift.objects.exclude(code_hash=None).get(order=order)
    if gift.redeemed_at:
        raise AlreadyRedeemed(gift)
    if gift.shown_at:
        raise AlreadyShown(gift)
    if not is_own(gift):
        reseed(gift)
    gift.shown_at = timezone.now()
    gift.save()
    return make_code(gift)


@transaction.atomic
def renew_code(*, order: Order) -> None:
    """For who lost it: the former one is worth nothing from now on. Raises AlreadyRedeemed and Gift.DoesNotExist."""
    Order.objects.select_for_update().get(pk=order.pk)
    gift = Gift.objects.exclude(code_hash=None).get(order=order)
    if gift.redeemed_at:
        raise AlreadyRedeemed(gift)
    reseed(gift)
    gift.shown_at = None
    gift.save()
    tell(order, "gift", about=str(gift.seed))


def reseed(gift: Gift) -> None:
    gift.seed = uuid4()
    gift.code_hash = hash_code(make_code(gift))
