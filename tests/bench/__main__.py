"""Prints the figures of speed, each beside its goal: `make bench`. Loopback only, some minutes.

Only ratios of figures that were taken side by side in this one run mean something: machines are noisy. PEOPLE says how
many people the ledger is filled with, a million when it is not set: `PEOPLE=20000 make bench` is for looking around.
"""

import os
import sys
from collections.abc import Iterator

from tests.bench import cached_page, checkout, finding, ledger, lessons, page_files, passwords


def measure(people: int) -> Iterator[str]:
    yield from cached_page.measure()
    yield from page_files.measure()
    yield from lessons.measure()
    yield from finding.measure()
    yield from checkout.measure()
    yield from passwords.measure()
    yield from ledger.measure(people)


def main() -> int:
    for line in measure(int(os.environ.get("PEOPLE", "1000000"))):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
