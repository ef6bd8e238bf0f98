"""`python -m tests.bench.count_queries` prints rows 4 and 5: what a page asks the database, however much there is."""

from collections.abc import Callable

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment

from courses.labels import Form
from courses.models import CoursePage
from tests.factories.courses import give_membership, make_course, make_lesson
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.sessions import make_session
from tests.visiting import Client

FEW, MANY = 10, 1_000


def count(client: Client, address: str) -> int:
    """Raises RuntimeError when it is no page, or one that was kept."""
    for _ in range(2):  # what every process, and every new site, does once
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    # Once a second somebody looks whether anything changed, whatever is asked.
    asked = [query for query in queries if "freshness_stamp" not in query["sql"]]
    if response.status_code != 200 or not asked:
        raise RuntimeError(f"{address} answered {response.status_code} after {len(asked)} queries")
    return len(asked)


def count_at_both(make: Callable[[int], object], client: Client, address: str) -> tuple[int, int]:
    counts = []
    made = 0
    for number in (FEW, MANY):
        for index in range(made, number):
            make(index)
        made = number
        counts.append(count(client, address))
    return counts[0], counts[1]


def make_sold_course(index: int) -> None:
    """With a date and a price."""
    course = make_course(f"Cursus {index}", form=Form.LIVE)
    make_session(course)
    sell(course)


def main() -> None:
    setup_test_environment()
    member, person = Client(), make_person()
    give_membership(person)
    member.force_login(person)
    course: CoursePage = make_course("Lang")
    few, many = count_at_both(lambda index: make_lesson(course, f"Les {index}"), member, "/cursussen/lang/les-3/")
    print(f"row 4  lesson for a member: {few} and {many} SQL queries at {FEW} and {MANY:,} lessons (goal ≤ 8, equal)")
    make_membership()
    with override_settings(PAGE_CACHE_BYTES=0):  # before its client: no page is kept, nor made to be kept
        few, many = count_at_both(make_sold_course, Client(), "/cursussen/")
    print(f"row 5  catalogue, uncached: {few} and {many} SQL queries at {FEW} and {MANY:,} courses (goal ≤ 15, equal)")
    asked = count(Client(), "/cursussen/?onbekend=1")
    print(f"       the same when it is made to be kept, and asks what is remembered otherwise: {asked}")


if __name__ == "__main__":
    main()
