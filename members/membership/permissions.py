"""Who may give and end access, and what even they may not."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class GrantPermissionPolicy(ModelPermissionPolicy):
    """Django's model permissions, but nobody deletes a grant, owners included: it is ended instead."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
