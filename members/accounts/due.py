"""What `run_due` does for the accounts."""

from collections.abc import Iterator

from .changing_address import forget_old_wishes


def forget_unconfirmed_addresses() -> Iterator[str]:
    forget_old_wishes()
    yield from ()


WORK = (forget_unconfirmed_addresses,)
