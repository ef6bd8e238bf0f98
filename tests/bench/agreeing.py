"""Row 9: sixteen members who agree at once, again and again, on one server: forks, lost acts, and how long it takes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from statistics import quantiles
from threading import Barrier

from django.db import connection, connections

from legal.ledger.models import Leaf, Position
from legal.ledger.sealing import seal_ledger
from legal.ledger.verifying import verify
from legal.statements.acts.accepting import ShownText, record_act
from legal.statements.models import Act, ActSubject, VersionText
from members.accounts.models import User

MEMBERS = 16
PROCESSES = 2
ROUNDS = 40
GOAL = 100  # milliseconds


def measure(rounds: int = ROUNDS) -> Iterator[str]:
    text = VersionText.objects.select_related("version__document").get(
        version__document__kind="terms", version__number=2
    )
    people = make_members(MEMBERS * rounds)
    shown = ShownText(text, "Akkoord", "review", frozenset({"accept"}))
    taken = agree_at_once(people, shown)
    lost = len(people) - ActSubject.objects.filter(user__in=people, act__text=text).count()
    seal_ledger()
    forks = count_forks()
    p99 = quantiles(taken, n=100)[98] * 1000
    rate = len(taken) / sum(taken) * MEMBERS
    yield (
        f"row 9  {MEMBERS} members agreeing at once, {rounds} times each: {forks} forks, {lost} lost acts, "
        f"p99 {p99:,.0f} ms (goal 0, 0, ≤ {GOAL} ms); {rate:,.0f} acts/s"
    )


def make_members(number: int) -> list[User]:
    first = User.objects.count()
    return User.objects.bulk_create(
        User(email=f"nieuw{first + place}@voorbeeld.example", first_name="Noor", last_name="Nieuw", password="!")
        for place in range(number)
    )


def agree_at_once(people: list[User], shown: ShownText) -> list[float]:
    """Seconds that each act took. In two processes, as the site is served: one has only one thread busy at a time."""
    connections.close_all()
    with get_context("fork").Pool(PROCESSES) as pool:
        parts = pool.starmap(agree_in_threads, ((people[place::PROCESSES], shown) for place in range(PROCESSES)))
    return [seconds for part in parts for seconds in part]


def agree_in_threads(people: list[User], shown: ShownText) -> list[float]:
    threads = MEMBERS // PROCESSES
    start = Barrier(threads)

    def agree(mine: list[User]) -> list[float]:
        connection.ensure_connection()
        start.wait(timeout=60)
        taken = [time_act(person, shown) for person in mine]
        connection.close()
        return taken

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(agree, (people[place::threads] for place in range(threads))))
    return [seconds for part in parts for seconds in part]


def time_act(person: User, shown: ShownText) -> float:
    began = time.perf_counter()
    record_act(user=person, shown=shown, kind=Act.Kind.ACCEPT)
    return time.perf_counter() - began


def count_forks() -> int:
    """Leaves without a place of their own, and whatever the verification finds."""
    return Leaf.objects.count() - Position.objects.count() + len(verify().faults)
