"""Who works here."""

from .models import User


def works_here(person: User) -> bool:
    """Members have no group and no rights; who works here does."""
    return person.is_superuser or person.groups.exists() or person.user_permissions.exists()
