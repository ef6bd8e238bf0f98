"""What the site does, told by the apps that do it. A text is held against this, and not against what we hope."""

from collections.abc import Callable

STATISTICS_WAIT_FOR_CONSENT = "statistics wait for consent"

_practices: dict[str, Callable[[], bool]] = {}


def register_practice(name: str, is_so: Callable[[], bool]) -> None:
    """`is_so` is asked each time that a text says something about it, so that settings count as they are then."""
    _practices[name] = is_so


def is_practice(name: str) -> bool:
    """False as well when nobody told: then a text cannot be held against it."""
    return name in _practices and _practices[name]()
