"""Prints the figures of speed, each beside its goal: `make bench`. Loopback only, about a minute.

Only ratios of figures that were taken side by side in this one run mean something: machines are noisy.
"""

import sys

from tests.bench import cached_page, ledger_verification


def main() -> int:
    for measure in (cached_page, ledger_verification):
        for line in measure.measure():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
