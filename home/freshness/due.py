"""What `run_due` does about the stamp."""

from collections.abc import Iterator

from .models import count_changes_in


def count_changes() -> Iterator[str]:
    count_changes_in()
    yield from ()


WORK = (count_changes,)
