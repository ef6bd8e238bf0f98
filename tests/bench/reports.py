"""Rows 6 and 7: who accepted version N, as the legal team sees it, and who has yet to, counted."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from legal.statements.acts.asking import list_people_yet_to_answer
from legal.statements.models import Act, Document
from members.accounts.models import User
from tests.factories.people import make_colleague
from tests.visiting import Client

GOALS = {6: 150, 7: 500}  # milliseconds
ROUNDS = 7
REPORT = "/admin/legal/acts/"


def measure() -> Iterator[str]:
    terms, privacy = (Document.objects.get(kind=kind) for kind in ("terms", "privacy"))
    legal = Client()
    legal.force_login(find_colleague())
    for number, document, kind in (
        (1, terms, Act.Kind.ACCEPT),
        (2, terms, Act.Kind.ACCEPT),
        (2, privacy, "acknowledge"),
    ):
        filters = {"document": document.pk, "version": number, "kind": str(kind)}
        taken = measure_milliseconds(lambda chosen=filters: show(legal, chosen))
        yield write_row(6, f"who answered version {number} of {document.kind}, first page, whole answer", taken)
    for document in (terms, privacy, None):
        name = document.kind if document else "any document"
        people = list_people_yet_to_answer(document)
        taken = measure_milliseconds(people.count)
        yield write_row(7, f"who has yet to answer {name}, {people.count():,} people counted", taken)


def find_colleague() -> User:
    email = "legal@voorbeeld.example"
    return User.objects.filter(email=email).first() or make_colleague("Legal", email)


def show(client: Client, filters: dict[str, object]) -> None:
    response = client.get(REPORT, filters)
    if response.status_code != 200 or b"@voorbeeld.example" not in response.content:
        raise RuntimeError(f"the report shows nobody for {filters}: {response.status_code}")


def measure_milliseconds(act: Callable[[], object]) -> float:
    """The median, after one that does not count."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken[1:])


def write_row(row: int, what: str, taken: float) -> str:
    return f"row {row}  {what}: {taken:,.0f} ms (goal ≤ {GOALS[row]} ms)"
