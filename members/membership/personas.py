"""People who are not in the database: editors see a page as one of them would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .models import Grant

A_YEAR = timedelta(days=365)
A_MONTH = timedelta(days=30)


class Role(models.TextChoices):
    WITH_ACCESS = "access", _("Met toegang")
    VISITOR = "visitor", _("Bezoeker")
    FREE = "free", _("Gratis account")
    LAPSED = "lapsed", _("Vroeger lid")


@dataclass(frozen=True)
class Persona:
    """Stands where the gate and the templates expect a person; has no number, no name and no rights."""

    role: Role

    pk = id = None
    is_active = True
    is_superuser = False
    first_name = last_name = email = ""

    @property
    def is_authenticated(self) -> bool:
        return self.role != Role.VISITOR

    @property
    def is_anonymous(self) -> bool:
        return not self.is_authenticated

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return False

    def list_grants(self, courses: Iterable[UUID], at: datetime) -> list[Grant]:
        """Never stored. Who has access is a member and has each of these courses besides."""
        if self.role == Role.WITH_ACCESS:
            return [Grant(course=course, starts_at=at - A_YEAR) for course in (None, *courses)]
        if self.role == Role.LAPSED:
            return [Grant(course=None, starts_at=at - A_YEAR, ends_at=at - A_MONTH)]
        return []


def find_persona(name: str) -> Persona:
    """By the name of its role; a visitor, who may see least, for a name that is none."""
    return Persona(Role(name) if name in Role.values else Role.VISITOR)
