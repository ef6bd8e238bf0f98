"""Making coupons, and seeing how often each was used: by who may."""

import pytest

from members.billing.models import Coupon
from members.billing.sandbox.running import Sandbox
from tests.factories.offers import make_membership
from tests.factories.people import make_colleague
from tests.visiting import Client

from .buying import log_in, make_coupon, place

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LIST = "/admin/kortingscodes/"
NEW = {"code": "HERFST-26", "percent": "15", "once_a_person": "on", "is_active": "on"}


def enter_admin(group: str) -> Client:
    client = Client()
    client.force_login(make_colleague(group))
    return client


@pytest.mark.parametrize("group", ["Editors", "Owners"])
def test_editors_and_owners_make_a_coupon(provider: Sandbox, group: str) -> None:
    year = make_membership(period="year", cents=19000)
    client = enter_admin(group)
    response = client.post(
        f"{LIST}new/", NEW | {"offers": [str(year.pk)], "most_uses": "5", "valid_until": "2027-01-31"}
    )
    assert response.status_code == 302, response.content.decode()
    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.percent, coupon.most_uses, list(coupon.offers.all())) == ("HERFST-26", 15, 5, [year])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "klein"}, "Gebruik 4 tot 20 hoofdletters"),
        ({"code": "ZОMER"}, "Gebruik 4 tot 20 hoofdletters"),
        ({"cents": "5"}, "één van de twee"),
        ({"percent": ""}, "één van de twee"),
        ({"percent": "101"}, "100"),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-30"}, "Deze dag ligt voor de eerste dag"),
    ],
)
def test_what_makes_no_sense_is_refused(provider: Sandbox, wrong: dict[str, str], words: str) -> None:
    response = enter_admin("Editors").post(f"{LIST}new/", NEW | wrong)
    assert words in response.content.decode()
    assert not Coupon.objects.exists()


def test_the_list_tells_how_often_each_was_used(provider: Sandbox) -> None:
    make_membership()
    make_coupon(most_uses=5)
    make_coupon("LENTE", cents=250)
    place(log_in(), "lid-month", coupon="ZOMER")
    page = enter_admin("Finance").get(LIST).content.decode()
    assert "1 van 5" in page and "10%" in page and "€\xa02,50" in page


def test_finance_looks_and_changes_nothing(provider: Sandbox) -> None:
    coupon = make_coupon()
    client = enter_admin("Finance")
    assert client.post(f"{LIST}new/", NEW).status_code == 302
    client.post(f"{LIST}edit/{coupon.pk}/", NEW)
    assert [found.code for found in Coupon.objects.all()] == ["ZOMER"]


@pytest.mark.parametrize("group", ["Legal", "Support", "Moderators"])
def test_others_do_not_see_them(provider: Sandbox, group: str) -> None:
    assert enter_admin(group).get(LIST).status_code == 302


def test_nobody_deletes_a_coupon(provider: Sandbox) -> None:
    coupon = make_coupon()
    assert enter_admin("Owners").post(f"{LIST}delete/{coupon.pk}/").status_code == 404
