"""Who objected in their account is not counted, in whatever browser and whatever they chose there (GDPR art. 21)."""

from typing import Any

from django.utils import timezone

from members.accounts.models import User


def has_objected(person: Any) -> bool:
    """Never for somebody who is not logged in: who they are is not known, nor looked for."""
    return person.is_authenticated and person.objected_to_statistics_at is not None


def object_to_statistics(person: User) -> None:
    """Twice is once: the first moment stays."""
    not_yet = User.objects.filter(pk=person.pk, objected_to_statistics_at=None)
    not_yet.update(objected_to_statistics_at=timezone.now())


def withdraw_objection(person: User) -> None:
    User.objects.filter(pk=person.pk).update(objected_to_statistics_at=None)
