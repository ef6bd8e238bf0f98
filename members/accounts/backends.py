"""Who a session belongs to."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import User
from .permissions import note_rights


class AccountBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> User | None:
        """With the answer to whether they work here, which every request asks, in the same query."""
        person = note_rights(User.objects.filter(pk=user_id)).first()
        return person if person and self.user_can_authenticate(person) else None
