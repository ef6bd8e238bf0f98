"""Who may give and end access, and what even they may not; who may look behind the gate."""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.permission_policies import ModelPermissionPolicy


class GrantPermissionPolicy(ModelPermissionPolicy):
    """Django's model permissions, but nobody deletes a grant, owners included: it is ended instead."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_behind_the_gate(person: Any) -> bool:
    """Colleagues who make lessons read them as published, without a grant of their own."""
    return bool(person.has_perm("membership.see_behind_gate"))


def is_colleague(person: Any) -> bool:
    """Members belong to no group; who works here does. One query, once for each request; none for visitors."""
    if not person.is_authenticated or not person.is_active or person.pk is None:
        return False
    if not hasattr(person, "_is_colleague"):
        memberships = get_user_model().groups.through.objects.filter(user=person.pk)
        person._is_colleague = person.is_superuser or memberships.exists()
    return bool(person._is_colleague)
