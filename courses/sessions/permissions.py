"""Who may see who booked."""

from typing import Any


def may_see_bookings(person: Any) -> bool:
    return bool(person.has_perm("courses.view_booking"))
