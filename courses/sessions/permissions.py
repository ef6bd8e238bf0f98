"""Who may see who booked."""

from typing import Any


def may_see_bookings(person: Any) -> bool:
    return person.is_active and person.has_perm("courses.view_booking")
