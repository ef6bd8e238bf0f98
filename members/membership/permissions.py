"""Who may give and end access and make offers, and what even they may not; who may look behind the gate."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class RecordPermissionPolicy(ModelPermissionPolicy):
    """Django's model permissions, but nobody deletes one, owners included: a grant ends, an offer goes off sale."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


def may_see_behind_the_gate(person: Any) -> bool:
    """Colleagues who make lessons read them as published, without a grant of their own."""
    return bool(person.has_perm("membership.see_behind_gate"))
