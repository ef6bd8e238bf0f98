"""The roles in the admin, to see who is in them. What a role may is written in `roles.py` and nowhere else."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views.groups import GroupViewSet, IndexView

from ..roles import ROLES


class RolePermissionPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or removes a group in the admin, owners included: after the next migrate it would be undone,
    and until then somebody would have rights that no role gives.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RoleIndexView(IndexView):
    columns = [
        Column("name", label=IndexView.columns[0].label, sort_key="name"),
        Column("why", label=_("Waarvoor"), accessor=lambda group: ROLES[group.name].why if group.name in ROLES else ""),
    ]


class RoleViewSet(GroupViewSet):
    index_view_class = RoleIndexView
