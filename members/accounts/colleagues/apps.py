from wagtail.users.apps import WagtailUsersAppConfig


class ColleaguesConfig(WagtailUsersAppConfig):
    """Wagtail's pages about accounts and groups, under the rules of this house."""

    user_viewset = "members.accounts.colleagues.views.AccountViewSet"
    group_viewset = "members.accounts.colleagues.groups.RoleViewSet"

    def ready(self) -> None:
        super().ready()
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from .groups import RolePermissionPolicy

        register_permission_policy(Group, RolePermissionPolicy(Group))
