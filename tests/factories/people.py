"""People. Each has an address under .example and no password unless one is asked for."""

from typing import Any

from django.contrib.auth.models import Group

from members.accounts.models import User


def make_person(email: str = "sanne@voorbeeld.example", password: str | None = None, **fields: Any) -> User:
    names = {"first_name": "Sanne", "last_name": "Voorbeeld"}
    return User.objects.create_user(email, password, **names | fields)


def make_support(email: str = "support@voorbeeld.example") -> User:
    """Somebody of the group that gives access."""
    person = make_person(email)
    person.groups.add(Group.objects.get(name="Support"))
    return person


def make_colleague(group: str, email: str = "lotte@voorbeeld.example", **fields: Any) -> User:
    """Somebody who works here, with the rights of this group and no others."""
    person = make_person(email, **{"first_name": "Lotte", "last_name": "Linde"} | fields)
    person.groups.add(Group.objects.get(name=group))
    return person
