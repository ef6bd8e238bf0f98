"""Many people who click at the same moment: once means once, and n means n."""

import pytest

from members.billing.gifts.redeeming import Redeemed, redeem_gift
from members.billing.models import CouponUse, Invitation, Order, Seat
from members.billing.placing import PriceChanged, TriedBefore, Wishes, draft_order, place_order
from members.billing.sandbox.running import Sandbox
from members.billing.team.holding import NoSeatLeft, accept_invitation, invite
from members.billing.team.links import BrokenLink, make_token
from members.membership.models import Grant
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.same_moment import run_at_once

from .buying import make_coupon
from .test_gifts import give
from .test_team import buy_team

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_windows_at_the_same_moment_make_one_trial(provider: Sandbox) -> None:
    offer, person = make_membership(trial_days=14), make_person()
    facts = {"quantity": 1, "buyer": {"first_name": "S"}, "email": person.email, "language": "nl"}
    drafts = [draft_order(offer=offer, user=person, way="trial", **facts) for _window in range(10)]

    def try_it(draft: Order) -> bool:
        try:
            return bool(place_order(order=draft, declared={}))
        except TriedBefore:
            return False

    assert sum(run_at_once([lambda draft=draft: try_it(draft) for draft in drafts])) == 1
    assert Grant.objects.count() == 1


def test_of_eight_who_unpack_at_the_same_moment_one_wins(provider: Sandbox) -> None:
    make_membership(may_be_gift=True)
    _giver, code = give(provider)
    people = [make_person(f"p{number}@voorbeeld.example") for number in range(8)]

    def try_it(person: object) -> bool:
        try:
            return bool(redeem_gift(code=code, user=person))  # type: ignore[arg-type]
        except Redeemed:
            return False

    assert sum(run_at_once([lambda person=person: try_it(person) for person in people])) == 1
    assert Grant.objects.count() == 1


def test_when_many_accept_at_the_same_moment_there_are_never_more_than_seats(provider: Sandbox) -> None:
    _buyer, order = buy_team(provider, 3)
    invite(order=order, emails=[f"p{number}@voorbeeld.example" for number in range(3)])
    tokens = [make_token(invitation) for invitation in Invitation.objects.all()]
    people = [make_person(f"q{number}@voorbeeld.example") for number in range(9)]

    def try_it(token: str, person: object) -> bool:
        try:
            return bool(accept_invitation(token=token, user=person))  # type: ignore[arg-type]
        except (BrokenLink, NoSeatLeft):
            return False

    pairs = [(tokens[place % 3], person) for place, person in enumerate(people)]
    assert sum(run_at_once([lambda pair=pair: try_it(*pair) for pair in pairs])) == 3
    assert sorted(Seat.objects.values_list("place", flat=True)) == [1, 2, 3]


def test_when_many_are_invited_at_the_same_moment_there_are_never_more_than_seats(provider: Sandbox) -> None:
    _buyer, order = buy_team(provider, 4)

    def try_it(number: int) -> bool:
        try:
            invite(order=order, emails=[f"p{number}@voorbeeld.example"])
        except NoSeatLeft:
            return False
        return True

    assert sum(run_at_once([lambda number=number: try_it(number) for number in range(10)])) == 4
    assert Invitation.objects.count() == 4


def test_a_coupon_for_five_is_used_five_times_by_twenty_at_once(provider: Sandbox) -> None:
    offer = make_membership()
    make_coupon(percent=50, most_uses=5)
    drafts = []
    for number in range(20):
        person = make_person(f"p{number}@voorbeeld.example")
        facts = {"quantity": 1, "buyer": {"first_name": "S"}, "email": person.email, "language": "nl"}
        drafts.append(draft_order(offer=offer, user=person, way="own", wishes=Wishes(coupon="zomer"), **facts))

    def try_it(draft: Order) -> bool:
        try:
            return bool(place_order(order=draft, declared={}))
        except PriceChanged:
            return False

    assert sum(run_at_once([lambda draft=draft: try_it(draft) for draft in drafts])) == 5
    assert CouponUse.objects.count() == Order.objects.placed().count() == 5
    assert set(Order.objects.placed().values_list("cents", flat=True)) == {950}


def test_somebody_in_ten_windows_uses_a_coupon_once(provider: Sandbox) -> None:
    offer, person = make_membership(), make_person()
    make_coupon(percent=50, once_a_person=True)
    facts = {"quantity": 1, "buyer": {"first_name": "S"}, "email": person.email, "language": "nl"}
    drafts = [
        draft_order(offer=offer, user=person, way="own", wishes=Wishes(coupon="ZOMER"), **facts) for _ in range(10)
    ]

    def try_it(draft: Order) -> bool:
        try:
            return bool(place_order(order=draft, declared={}))
        except PriceChanged:
            return False

    assert sum(run_at_once([lambda draft=draft: try_it(draft) for draft in drafts])) == 1
    assert CouponUse.objects.count() == 1
