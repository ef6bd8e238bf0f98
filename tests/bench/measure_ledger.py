"""`python -m tests.bench.measure_ledger 1000000` loads so many people into an empty database and prints rows 6 to 9."""

import sys
import time

import django

if __name__ == "__main__":
    django.setup()

from tests.bench import agreeing, reports, verification
from tests.bench.load_people import load_people


def main(people: int) -> None:
    start = time.perf_counter()
    load_people(people)
    loaded = time.perf_counter() - start
    print(f"       {people:,} people and {3 * people:,} acts loaded and sealed in {loaded:,.0f} s", flush=True)
    for measure in (reports, verification, agreeing):
        for line in measure.measure():
            print(line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
