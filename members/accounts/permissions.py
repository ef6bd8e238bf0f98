"""Who works here, and who has a second factor."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_otp import device_classes

from .models import RecoveryCodes, User


def is_colleague(person: Any) -> bool:
    """Members have no group and no rights; who works here does. No query about the person of a request."""
    if not person.is_authenticated or not person.is_active or person.pk is None:
        return False
    if not hasattr(person, "has_rights"):
        person.has_rights = has_any(person, list_rights())
    return bool(person.is_superuser or person.has_rights)


def works_here(person: Any) -> bool:
    """As it is in the database now, whether the account is open or closed."""
    return person.is_superuser or has_any(person, list_rights())


def has_second_factor(person: Any) -> bool:
    """Anything that gives codes or keys; recovery codes alone are a way back to one, not one."""
    return has_any(person, list_second_factors())


def must_ask_second_factor(person: Any) -> bool:
    """Who has one is asked for it, and who works here has one. One query at most."""
    return person.is_superuser or has_any(person, [*list_rights(), *list_second_factors()])


def who_works_here() -> Q:
    """For a filter of accounts."""
    return reduce(or_, map(Q, list_rights()), Q(is_superuser=True))


def note_rights(people: QuerySet[User]) -> QuerySet[User]:
    """Each with the answer to `is_colleague` already known."""
    return people.annotate(has_rights=reduce(or_, list_rights()))


def has_any(person: Any, rows: list[Exists]) -> bool:
    return User.objects.filter(reduce(or_, rows), pk=person.pk).exists()


def list_rights() -> list[Exists]:
    return [
        Exists(through.objects.filter(user=OuterRef("pk")))
        for through in (User.groups.through, User.user_permissions.through)
    ]


def list_second_factors() -> list[Exists]:
    return [
        Exists(device.objects.filter(user=OuterRef("pk"), confirmed=True))
        for device in device_classes()
        if device is not RecoveryCodes
    ]
