"""What a buyer does about what they ordered, on the pages of the site. What is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from members.billing.cancelling import EndingChanged, NotRunning, cancel_subscription
from members.billing.checkout_views import choose_mandate
from members.billing.gifts.codes import make_code
from members.billing.gifts.making import AlreadyRedeemed, renew_code
from members.billing.gifts.redeeming import GiftRefused, redeem_gift
from members.billing.membership.changing_account import MayNotChangeAccount, charge_cent
from members.billing.membership.pausing import MayNotPause, NotPaused, end_pause, pause
from members.billing.membership.quoting import MayNotSwitch, list_plans, quote_switch
from members.billing.membership.resuming import NotCancelled, TooLate, resume_subscription
from members.billing.membership.switching import PriceChanged, charge_switch, forget_switch, plan_switch
from members.billing.models import Charge, Gift, Seat, Subscription
from members.billing.paying import NothingToPay, begin_payment
from members.billing.payment_provider import ProviderRefused, ProviderUnavailable
from members.billing.team.holding import NotThere, SeatRefused, take_back, take_seat
from members.billing.withdrawal.withdrawing import withdraw_order

if TYPE_CHECKING:
    from .acting import Scene

REFUSED = (
    *(NotRunning, EndingChanged, NotCancelled, TooLate, MayNotPause, NotPaused),
    *(MayNotSwitch, PriceChanged, MayNotChangeAccount),
    *(NothingToPay, ProviderRefused, ProviderUnavailable, GiftRefused, AlreadyRedeemed, SeatRefused, NotThere),
    *(Subscription.DoesNotExist, Gift.DoesNotExist),
)


def find_subscription(scene: Scene) -> Subscription:
    return Subscription.objects.select_related("order").get(order=scene.order)


def go_and_pay(charge: Charge) -> None:
    begin_payment(charge=charge, **choose_mandate(charge.order))


def cancel(scene: Scene, number: int) -> None:
    cancel_subscription(subscription=find_subscription(scene))


def resume(scene: Scene, number: int) -> None:
    resume_subscription(subscription=find_subscription(scene))


def switch_later(scene: Scene, number: int) -> None:
    subscription = find_subscription(scene)
    for offer in list_plans(subscription):
        cents = quote_switch(subscription, offer).cents
        plan_switch(subscription=subscription, offer=offer, shown_cents=cents)


def switch_now(scene: Scene, number: int) -> None:
    subscription = find_subscription(scene)
    for offer in list_plans(subscription):
        cents = quote_switch(subscription, offer).now_cents
        go_and_pay(charge_switch(subscription=subscription, offer=offer, shown_cents=cents or 0))


def forget(scene: Scene, number: int) -> None:
    forget_switch(subscription=find_subscription(scene))


def take_a_break(scene: Scene, number: int) -> None:
    pause(subscription=find_subscription(scene), months=1 + number % 3)


def come_back_early(scene: Scene, number: int) -> None:
    end_pause(subscription=find_subscription(scene))


def change_account(scene: Scene, number: int) -> None:
    go_and_pay(charge_cent(subscription=find_subscription(scene)))


def withdraw(scene: Scene, number: int) -> None:
    withdraw_order(order=scene.order)


def open_gift(scene: Scene, number: int) -> None:
    gift = Gift.objects.exclude(code_hash=None).get(order=scene.order)
    if number % 3 == 0:
        renew_code(order=scene.order)
    redeem_gift(code=make_code(gift), user=scene.other, may_begin_later=bool(number % 2))


def move_a_seat(scene: Scene, number: int) -> None:
    held = Seat.objects.filter(order=scene.order, ends_at=None).first()
    if held and number % 2:
        take_back(order=scene.order, number=held.pk)
    else:
        take_seat(order=scene.order, user=scene.other if number % 3 else scene.client.person)


def try_to(act: Callable[[Scene, int], None]) -> Callable[[Scene, int], None]:
    def do(scene: Scene, number: int) -> None:
        with suppress(*REFUSED):
            act(scene, number)

    return do


ACTS = {
    "the member cancels": try_to(cancel),
    "the member resumes": try_to(resume),
    "the member switches later": try_to(switch_later),
    "the member switches now": try_to(switch_now),
    "the member stays with the plan": try_to(forget),
    "the member pauses": try_to(take_a_break),
    "the member comes back early": try_to(come_back_early),
    "the member changes account": try_to(change_account),
    "the buyer withdraws": try_to(withdraw),
    "somebody opens the gift": try_to(open_gift),
    "a seat changes hands": try_to(move_a_seat),
}
