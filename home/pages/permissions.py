from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class FooterPolicy(ModelPermissionPolicy):
    """Every language has its footer from the start: nobody adds one or takes one away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)
