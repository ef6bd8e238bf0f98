from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class FooterPolicy(ModelPermissionPolicy):
    """Every language has its footer from the start: nobody adds one or takes one away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and bool(super().user_has_permission(user, action))
