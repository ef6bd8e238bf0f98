"""Row 10: what the hash of a password costs on this machine."""

import time
from collections.abc import Callable, Iterator
from statistics import median

import bcrypt

COSTS = (11, 12, 13, 14)
GOAL = 250  # milliseconds; BCRYPT_ROUNDS may be the highest cost that stays below
ROUNDS = 5


def measure() -> Iterator[str]:
    for cost in COSTS:
        salt = bcrypt.gensalt(cost)
        taken = measure_milliseconds(lambda salt=salt: bcrypt.hashpw(b"0" * 64, salt))
        yield f"row 10  bcrypt at cost {cost}: {taken:,.0f} ms (advice: about {GOAL} ms, never below cost 12)"


def measure_milliseconds(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)
