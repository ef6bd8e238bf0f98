"""The screens of an order ask the database little, whoever looks at them and however much is for sale."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legal.statements.models import Act
from members.billing.models import Coupon
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.members.billing.shopping import enter
from tests.visiting import Client

pytestmark = pytest.mark.django_db
MOST = 15


def count_queries(client: Client, address: str) -> int:
    client.get(address)  # what every process does once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_choosing_ones_details_and_the_last_look_ask_at_most_fifteen_times(client: Client) -> None:
    make_membership(most_seats=5, may_be_gift=True, trial_days=14)
    Coupon.objects.create(code="HALF", percent=50)
    make_membership(period="year", cents=19000)
    for number in range(3):
        sell(make_course(f"Cursus {number}"))
    member = Client()
    member.force_login(make_person())
    for kind, act in (("privacy", Act.Kind.ACKNOWLEDGE), ("terms", Act.Kind.ACCEPT)):
        answer(member.person, publish_version(kind), act)
    newcomer = count_queries(client, "/lid-worden/"), count_queries(client, "/bestellen/lid-month/")
    known = count_queries(member, "/lid-worden/"), count_queries(member, "/bestellen/lid-month/")
    ways = ({}, {"coupon": "HALF"}, {"way": "trial"}, {"way": "gift"}, {"way": "team", "quantity": 2})
    checks = [count_queries(member, enter(member, "lid-month", **way)) for way in ways]
    known += (count_queries(member, "/bestellen/lid-month/"),)  # with what was filled in before
    assert max(*newcomer, *known, *checks) <= MOST, (newcomer, known, checks)
